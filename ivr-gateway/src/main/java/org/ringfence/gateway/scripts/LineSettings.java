package org.ringfence.gateway.scripts;

import java.time.Duration;
import org.ringfence.settings.SettingsReader;

/// How long a caller in line waits for the queue manager's answers, in silence.
///
/// @param placeDeadline for a place; without an answer the caller waits on and asks again
/// @param waitDeadline for position and predicted wait
public record LineSettings(Duration placeDeadline, Duration waitDeadline) {

  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  public static LineSettings from(SettingsReader section) {
    return new LineSettings(
        section.duration("place-deadline", SHORTEST, LONGEST),
        section.duration("wait-deadline", SHORTEST, LONGEST));
  }
}
