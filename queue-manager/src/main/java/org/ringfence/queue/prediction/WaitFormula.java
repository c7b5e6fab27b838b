package org.ringfence.queue.prediction;

/// Points of the distributions that waits are taken for.
final class WaitFormula {

  /// The standard normal's 90 % point.
  static final double Z90 = 1.2815515655446004;

  private WaitFormula() {}

  record Moments(double meanSeconds, double variance) {}

  /// The point of the gamma distribution with this mean and variance which corresponds to a point
  /// of the standard normal one, by Wilson and Hilferty (1931).
  static double gammaPoint(double mean, double variance, double z) {
    if (!(variance > 0) || !(mean > 0)) {
      return mean;
    }
    double shape = mean * mean / variance;
    double root = 1 - 1 / (9 * shape) + z / (3 * StrictMath.sqrt(shape));
    return root <= 0 ? 0 : mean * root * root * root;
  }

  /// The point of the standard normal distribution with this share above it, which must be less
  /// than a half; to 0.0005 (Abramowitz and Stegun 26.2.23).
  static double normalPoint(double above) {
    double t = StrictMath.sqrt(-2 * StrictMath.log(above));
    return t
        - (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  }
}
