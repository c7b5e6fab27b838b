package org.ringfence.simulator.waits;

import java.util.Arrays;

/// The queue-length estimators of Ibrahim and Whitt, "Real-time delay estimation in overloaded
/// multiserver queues with abandonments" (Management Science 55, 2009), told the true parameters.
/// All in units of the mean service time (μ = 1), from the number `n` of callers in line.
final class KnownEstimators {

  private final double agents;
  private final double abandonRate;
  private final double refinement;
  private final double arrivalRate;
  private final Law patience;
  private double[] markovian = new double[0];
  private double[] approximate = new double[0];

  /// @param meanPatience what QLm takes for 1/θ
  private KnownEstimators(
      int agents, double arrivalRate, Law patience, double meanPatience, double refinement) {
    this.agents = agents;
    this.arrivalRate = arrivalRate;
    this.patience = patience;
    this.abandonRate = 1 / meanPatience;
    this.refinement = refinement;
  }

  static KnownEstimators of(QueueModel model) {
    double refinement = model.fluidWait() * model.agents() / model.fluidQueue();
    return new KnownEstimators(
        model.agents(), model.arrivalRate(), model.patience(), 1, refinement);
  }

  /// QL: `(n + 1) / (sμ)`, blind to abandonment.
  double ql(int n) {
    return (n + 1) / agents;
  }

  /// QLr: QL times what the wait in the fluid limit is to QL in the fluid limit, `w·sμ / q`.
  double qlr(int n) {
    return refinement * ql(n);
  }

  /// QLm: `Σ 1/(sμ + iθ)` for i from 0 to n; the best possible when patience is exponential.
  double qlm(int n) {
    if (n >= markovian.length) {
      markovian = table(n, false);
    }
    return markovian[n];
  }

  /// QLap: as QLm, but whoever stands `j`th from the end has waited for `j/λ` and gives up at the
  /// hazard of that age: `Σ 1/(sμ + δ(n) − δ(n−i))` with `δ(k) = Σ h(j/λ)` for j from 1 to k.
  double qlap(int n) {
    if (n >= approximate.length) {
      approximate = table(n, true);
    }
    return approximate[n];
  }

  private double[] table(int upTo, boolean byAge) {
    int size = Math.max(256, 2 * (upTo + 1));
    double[] hazards = new double[size + 1];
    for (int k = 1; k <= size; k++) {
      hazards[k] = hazards[k - 1] + (byAge ? patience.hazard(k / arrivalRate) : abandonRate);
    }
    double[] waits = new double[size];
    Arrays.setAll(
        waits,
        n -> {
          double sum = 0;
          for (int i = 0; i <= n; i++) {
            sum += 1 / (agents + hazards[n] - hazards[n - i]);
          }
          return sum;
        });
    return waits;
  }
}
