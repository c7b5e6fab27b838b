package org.ringfence.simulator.results;

import org.apache.commons.math3.distribution.BetaDistribution;

/// The exact confidence interval of a share (Clopper and Pearson, Biometrika 26, 1934): two-sided,
/// 95 %.
public final class ClopperPearson {

  private static final double TAIL = 0.025;

  private ClopperPearson() {}

  /// The lower bound of the true share when `hits` of `trials` were seen.
  public static double lower95(long hits, long trials) {
    require(hits, trials);
    return hits == 0 ? 0 : quantile((double) hits, (double) (trials - hits + 1), TAIL);
  }

  /// The upper bound of the true share; 1 when there were no trials.
  public static double upper95(long hits, long trials) {
    require(hits, trials);
    return hits == trials ? 1 : quantile((double) (hits + 1), (double) (trials - hits), 1 - TAIL);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(alpha, beta).inverseCumulativeProbability(probability);
  }

  private static void require(long hits, long trials) {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException("hits must be 0 to the number of trials");
    }
  }
}
