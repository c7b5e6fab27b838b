package org.ringfence.gateway.screening;

import java.time.Duration;
import org.ringfence.settings.SettingsReader;

/// How long a caller may be held up for a verdict.
///
/// @param arrivalDeadline before the answer, for the whole round trip
/// @param pressedArrivalDeadline the same while the line is in AMBER or RED
/// @param joinDeadline before the place in line, and after a challenge
/// @param pressedJoinDeadline the same while the line is in AMBER or RED
public record ScreeningSettings(
    Duration arrivalDeadline,
    Duration pressedArrivalDeadline,
    Duration joinDeadline,
    Duration pressedJoinDeadline) {

  private static final Duration SHORTEST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /// Before the place in line a caller has been answered and hears nothing for so long.
  private static final Duration LONGEST_AFTER_ANSWER = Duration.ofSeconds(5);

  public static ScreeningSettings from(SettingsReader section) {
    return new ScreeningSettings(
        section.duration("arrival-deadline", SHORTEST, LONGEST),
        section.duration("arrival-deadline-pressed", SHORTEST, LONGEST),
        section.duration("join-deadline", SHORTEST, LONGEST),
        section.duration("join-deadline-pressed", SHORTEST, LONGEST_AFTER_ANSWER));
  }
}
