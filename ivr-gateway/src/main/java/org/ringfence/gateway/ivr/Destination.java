package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// What a caller asked for.
///
/// @param queue empty for the queue of the line that was called
/// @param skills what the agent needs beside the language, in alphabetical order
/// @param credit the caller stands as if come so much earlier
public record Destination(Optional<QueueName> queue, SortedSet<Skill> skills, Duration credit) {

  /// The line's own queue, and anybody there: of who finished no questions.
  public static final Destination ANYBODY =
      new Destination(Optional.empty(), new TreeSet<>(), Duration.ZERO);

  public Destination {
    skills = Collections.unmodifiableSortedSet(new TreeSet<>(skills));
  }

  public static Destination of(Optional<QueueName> queue, Set<Skill> skills, Duration credit) {
    return new Destination(queue, new TreeSet<>(skills), credit);
  }
}
