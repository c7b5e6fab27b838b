package org.ringfence.desktop.intervals;

import java.time.Duration;
import org.ringfence.settings.SettingsReader;

/// What the figures are held against.
///
/// @param answerWithin the T of "answered within T"
/// @param shortAbandon who gives up sooner than this is a short abandon
/// @param serviceLevel the share that is aimed at, 0 to 1, for the staffing advice
public record IntervalRules(Duration answerWithin, Duration shortAbandon, double serviceLevel) {

  /// Reads the section `history.figures`; problems are noted there.
  public static IntervalRules from(SettingsReader section) {
    return new IntervalRules(
        section.duration("answer-within", Duration.ofSeconds(1), Duration.ofHours(4)),
        section.duration("short-abandon", Duration.ZERO, Duration.ofMinutes(5)),
        section.number("service-level", 0.01, 0.99));
  }

  /// What the stored sums depend on; another text means that they must be made anew.
  String fingerprint() {
    return "2 " + answerWithin + " " + shortAbandon;
  }
}
