package org.ringfence.queue.prediction;

/// The wait of a caller with others ahead when some of those may give up: QLm of Whitt (1999) and
/// of Ibrahim and Whitt (2009), the best possible for M/M/s+M.
///
/// With `n` ahead the caller waits for `n + 1` departures. While `i` are ahead, departures come at
/// rate `s·μ + i·θ`, so the wait is a sum of independent exponential times of those rates; it has
/// the mean Σ 1/(sμ+iθ) and the variance Σ 1/(sμ+iθ)².
final class WaitFormula {

  /// Beyond so many terms the sums are integrals; the error is far below a thousandth.
  private static final int EXACT_TERMS = 32;

  /// The standard normal's 90 % point.
  static final double Z90 = 1.2815515655446004;

  private WaitFormula() {}

  record Moments(double meanSeconds, double variance) {}

  /// @param ahead callers ahead, not necessarily whole
  /// @param serviceRate s·μ, per second, positive
  /// @param abandonRate θ of one caller, per second, positive
  static Moments moments(double ahead, double serviceRate, double abandonRate) {
    int whole = (int) Math.min(Math.floor(ahead), EXACT_TERMS - 1.0);
    double mean = 0;
    double variance = 0;
    for (int i = 0; i <= whole; i++) {
      double rate = serviceRate + i * abandonRate;
      mean += 1 / rate;
      variance += 1 / (rate * rate);
    }
    double rest = ahead - whole;
    if (rest > 0) {
      // The midpoint rule read backwards: term i is the integral from i - ½ to i + ½.
      double from = serviceRate + (whole + 0.5) * abandonRate;
      double to = serviceRate + (ahead + 0.5) * abandonRate;
      mean += StrictMath.log1p(rest * abandonRate / from) / abandonRate;
      variance += rest / (from * to);
    }
    return new Moments(mean, variance);
  }

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
