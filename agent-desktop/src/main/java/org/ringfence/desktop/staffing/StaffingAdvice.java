package org.ringfence.desktop.staffing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.intervals.IntervalSums;

/// How many agents are needed for calls of this kind.
///
/// @param ahtSeconds average handling time
/// @param patienceSeconds mean patience: time waited by everybody / those who gave up
public record StaffingAdvice(double ahtSeconds, double patienceSeconds) {

  /// Fewer talks than this tell nothing about the next.
  static final int LEAST_TALKS = 20;

  /// More agents than this are never advised.
  static final int MOST_AGENTS = 5_000;

  /// Patience is not believed to be longer; nobody may have given up yet.
  private static final double LONGEST_PATIENCE_SECONDS = Duration.ofHours(12).toSeconds();

  /// What was observed, or null when that is too little.
  static @Nullable StaffingAdvice of(IntervalSums observed) {
    if (observed.completed() < LEAST_TALKS) {
      return null;
    }
    double aht =
        (observed.talkMillis() + observed.wrapUpMillis()) / (1000.0 * observed.completed());
    double patience =
        observed.abandoned() == 0
            ? LONGEST_PATIENCE_SECONDS
            : observed.allWaitMillis() / (1000.0 * observed.abandoned());
    return new StaffingAdvice(
        Math.max(1, aht), Math.min(LONGEST_PATIENCE_SECONDS, Math.max(1, patience)));
  }

  /// The fewest agents who reach the aim, and what callers then meet.
  ///
  /// @param agents handling calls or ready for them during the whole time; breaks come on top
  /// @param serviceLevel answered within T / (offered - short abandons)
  /// @param abandonedShare of the callers
  public record Need(int agents, double serviceLevel, double abandonedShare, double occupancy) {}

  /// @param callsPerSecond Poisson arrivals
  Need needFor(double callsPerSecond, IntervalRules rules) {
    if (callsPerSecond <= 0) {
      return new Need(0, 1, 0, 0);
    }
    // Nobody is answered by an agent who is not there, and only short abandons are not counted.
    double patientForShort = Math.exp(-rules.shortAbandon().toMillis() / 1000.0 / patienceSeconds);
    double least = rules.serviceLevel() * patientForShort * callsPerSecond * ahtSeconds;
    int low = (int) Math.min(MOST_AGENTS - 1, Math.max(0, Math.floor(least) - 1));
    int high = low + 1;
    for (int step = 1;
        high < MOST_AGENTS && level(callsPerSecond, high, rules) < rules.serviceLevel();
        step *= 2) {
      low = high;
      high = Math.min(MOST_AGENTS, high + step);
    }
    // The service level only rises with the agents.
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (level(callsPerSecond, middle, rules) < rules.serviceLevel()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    ErlangA.Performance met = performance(callsPerSecond, high, rules);
    return new Need(high, met.serviceLevel(), met.abandons(), met.occupancy());
  }

  private double level(double callsPerSecond, int agents, IntervalRules rules) {
    return performance(callsPerSecond, agents, rules).serviceLevel();
  }

  private ErlangA.Performance performance(double callsPerSecond, int agents, IntervalRules rules) {
    return new ErlangA(callsPerSecond, 1 / ahtSeconds, 1 / patienceSeconds, agents)
        .performance(
            rules.answerWithin().toMillis() / 1000.0, rules.shortAbandon().toMillis() / 1000.0);
  }
}
