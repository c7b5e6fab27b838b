package org.ringfence.queue.prediction;

import java.time.Duration;

/// What is believed before anything was observed, and how fast it is forgotten.
///
/// @param priorHandling an agent's time for one caller, from the first ring to the end of wrap-up
/// @param priorHandlings how many observed callers that belief is worth
/// @param priorPatience how long callers wait on average before they give up
/// @param memory after this time an observation counts half
public record PredictionRules(
    Duration priorHandling, double priorHandlings, Duration priorPatience, Duration memory) {

  public PredictionRules {
    if (!priorHandling.isPositive() || !priorPatience.isPositive() || !memory.isPositive()) {
      throw new IllegalArgumentException("durations must be positive");
    }
    if (!(priorHandlings > 0 && priorHandlings < 1e6)) {
      throw new IllegalArgumentException("priorHandlings must be positive");
    }
  }
}
