package org.ringfence.simulator.waits;

/// The M/M/s+M queue in closed form: the stationary distribution of its birth and death process
/// (Garnett, Mandelbaum and Reiman 2002).
record ErlangA(int agents, double arrivalRate, double serviceRate, double abandonRate) {

  private static final int STATES = 3_000;

  private double[] distribution() {
    double[] logs = new double[STATES];
    double greatest = 0;
    for (int n = 1; n < STATES; n++) {
      double leaving = Math.min(n, agents) * serviceRate + Math.max(0, n - agents) * abandonRate;
      logs[n] = logs[n - 1] + Math.log(arrivalRate / leaving);
      greatest = Math.max(greatest, logs[n]);
    }
    double sum = 0;
    for (int n = 0; n < STATES; n++) {
      logs[n] = Math.exp(logs[n] - greatest);
      sum += logs[n];
    }
    for (int n = 0; n < STATES; n++) {
      logs[n] /= sum;
    }
    return logs;
  }

  double waitProbability() {
    double[] states = distribution();
    double sum = 0;
    for (int n = agents; n < STATES; n++) {
      sum += states[n];
    }
    return sum;
  }

  double meanWaiting() {
    double[] states = distribution();
    double sum = 0;
    for (int n = agents + 1; n < STATES; n++) {
      sum += (n - agents) * states[n];
    }
    return sum;
  }

  /// By flow: abandonments per arrival.
  double abandonProbability() {
    return abandonRate * meanWaiting() / arrivalRate;
  }
}
