package org.ringfence.queue.line;

import java.time.Duration;
import java.util.Set;

/// Who is brought into talks.
///
/// @param interpreted the languages for which an interpreter can be called
/// @param ringTime how long somebody is rung who is brought in
public record TalkRules(Set<String> interpreted, Duration ringTime) {

  /// Nobody interprets.
  public static final TalkRules NONE = new TalkRules(Set.of(), Duration.ofSeconds(30));

  public TalkRules {
    interpreted = Set.copyOf(interpreted);
  }
}
