package org.ringfence.simulator.results;

import org.ringfence.simulator.plans.CallerPlan;

/// One plan's whole story, folded from its attempts.
final class PlanRecord {

  final CallerPlan plan;
  double firstSeconds = Double.NaN;
  double reachedAgentSeconds = Double.NaN;
  boolean harmed;
  boolean rejected;
  boolean challenged;
  boolean busy;
  boolean abandoned;

  PlanRecord(CallerPlan plan) {
    this.plan = plan;
  }

  /// Attempts come in order of time.
  void add(AttemptResult attempt) {
    if (Double.isNaN(firstSeconds)) {
      firstSeconds = attempt.atSeconds();
    }
    Outcome outcome = attempt.outcome();
    if (outcome.isServed() && Double.isNaN(reachedAgentSeconds)) {
      reachedAgentSeconds = attempt.joinedSeconds() + attempt.waitSeconds();
    }
    harmed |= attempt.isHarmful();
    rejected |= outcome == Outcome.REJECTED;
    challenged |= attempt.challenged();
    busy |= outcome == Outcome.BUSY;
    abandoned |=
        outcome == Outcome.ABANDONED_QUEUE
            || outcome == Outcome.ABANDONED_IVR
            || outcome == Outcome.DIVERTED_ABANDONED;
  }

  boolean isServed() {
    return !Double.isNaN(reachedAgentSeconds);
  }

  boolean hasCalled() {
    return !Double.isNaN(firstSeconds);
  }
}
