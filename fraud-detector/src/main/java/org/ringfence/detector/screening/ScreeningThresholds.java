package org.ringfence.detector.screening;

import java.time.Duration;
import org.ringfence.events.Defence;
import org.ringfence.events.VerdictThresholds;

/// The operator's numbers for one protected line.
///
/// @param ports calls that the trunk can carry at once
/// @param amberPortShare share of ports in use from which the mode is at least AMBER
/// @param redPortShare share of ports in use from which the mode is RED
/// @param expectedAttemptsPerHour attempts in a normal busy hour; the learned baseline is never
///   below it
/// @param amberSurge how much surge makes AMBER
/// @param redSurge how much surge makes RED
/// @param releaseAfter how long the pressure must stay away before the mode steps down
/// @param challengeOdds logarithm of P(machine) / P(person) from which a caller is challenged in
///   AMBER and RED
/// @param rejectScore score (nats) from which a call may be refused in RED
/// @param classFloor what each of two classes must add before a call may be refused
public record ScreeningThresholds(
    Defence defence,
    int ports,
    double amberPortShare,
    double redPortShare,
    double expectedAttemptsPerHour,
    Surge amberSurge,
    Surge redSurge,
    Duration releaseAfter,
    double challengeOdds,
    double rejectScore,
    double classFloor) {

  /// A surge worth an alarm.
  ///
  /// @param ratio the multiple of the baseline that is to be found fastest; over 1
  /// @param excess attempts above expectation at which the alarm is given
  public record Surge(double ratio, double excess) {
    public Surge {
      if (!(ratio > 1) || !(excess > 0)) {
        throw new IllegalArgumentException("ratio must be over 1 and excess over 0");
      }
    }
  }

  /// Those that can be changed while the line is open.
  VerdictThresholds ofVerdicts() {
    return new VerdictThresholds(challengeOdds, rejectScore, classFloor);
  }

  public ScreeningThresholds {
    if (ports < 1 || !(expectedAttemptsPerHour > 0) || releaseAfter.isNegative()) {
      throw new IllegalArgumentException(
          "ports and expected attempts must be positive, release-after not negative");
    }
  }
}
