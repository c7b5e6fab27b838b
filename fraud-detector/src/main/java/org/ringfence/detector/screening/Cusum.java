package org.ringfence.detector.screening;

/// A one-sided CUSUM of Poisson counts (Page 1954; Lucas, "Counted Data CUSUM's", 1985): the excess
/// of counts over a reference rate that lies between the usual one and the one to be found.
///
/// The reference is `usual · (r − 1) / ln r` for a ratio r, the log-likelihood ratio of the two
/// Poisson rates in units of counts. The sum never exceeds the threshold, so that hours of flood
/// leave nothing to be worked off when it ends.
final class Cusum {

  private final double referenceRatio;
  private final double threshold;
  private double sum;

  Cusum(ScreeningThresholds.Surge surge) {
    referenceRatio = (surge.ratio() - 1) / StrictMath.log(surge.ratio());
    threshold = surge.excess();
  }

  /// Adds a bin that is over.
  void close(int count, double usual) {
    sum = Math.clamp(sum + count - referenceRatio * usual, 0, threshold);
  }

  /// Whether the threshold is reached with a bin that is still open; the bin is charged whole, so
  /// that an early answer is never a hastier one.
  boolean isReached(int openCount, double usual) {
    return sum + openCount - referenceRatio * usual >= threshold;
  }

  boolean isQuiet() {
    return sum < threshold / 2;
  }

  void reset() {
    sum = 0;
  }

  double sum() {
    return sum;
  }

  void restore(double snapshotSum) {
    sum = Math.clamp(snapshotSum, 0, threshold);
  }
}
