package org.ringfence.simulator.results;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.simulator.plans.CallerPlan;

/// What became of one attempt. Times in seconds from the scenario's start, NaN where there is none.
///
/// @param attempt 1 for a plan's first
/// @param mode the line's mode when it was screened, or null when it never was
/// @param joinedSeconds when the caller reached the line
/// @param waitSeconds in line, to an agent or to the end
/// @param announced the first range announced, or null
/// @param predicted what the queue core first predicted, counted from reaching the line, or null
/// @param ahead callers who waited in the same queue when the caller joined
/// @param portSeconds how long a port was held
public record AttemptResult(
    CallerPlan plan,
    int attempt,
    double atSeconds,
    Outcome outcome,
    @Nullable Mode mode,
    double score,
    List<Reason> reasons,
    boolean challenged,
    boolean diverted,
    double joinedSeconds,
    double waitSeconds,
    @Nullable Range announced,
    @Nullable Prediction predicted,
    int ahead,
    @Nullable AgentId agent,
    double talkedSeconds,
    double portSeconds) {

  /// An announced range in seconds; `high` is infinite where only a lower end was told.
  public record Range(double low, double high) {}

  /// A predicted wait in seconds, with the bounds of its central 80 %.
  public record Prediction(double low, double expected, double high) {}

  public AttemptResult {
    reasons = List.copyOf(reasons);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1");
    }
  }

  /// Whether a person was treated as a machine; a redial that got through makes it no better.
  public boolean isHarmful() {
    return outcome == Outcome.REJECTED
        || outcome == Outcome.LET_GO
        || outcome == Outcome.CHALLENGE_FAILED
        || (diverted && !outcome.isServed());
  }
}
