package org.ringfence.detector.campaigns;

/// Mean and variation of a series, one value at a time (Welford 1962).
///
/// @param deviations sum of squared deviations from the mean
public record RunningMoments(long count, double mean, double deviations) {

  static final RunningMoments NONE = new RunningMoments(0, 0, 0);

  RunningMoments with(double value) {
    long more = count + 1;
    double difference = value - mean;
    double mean2 = mean + difference / more;
    return new RunningMoments(more, mean2, deviations + difference * (value - mean2));
  }

  double deviation() {
    return count < 2 ? 0 : StrictMath.sqrt(deviations / (count - 1));
  }

  /// Deviation over mean; infinite where there is no mean.
  double variation() {
    return mean == 0 ? Double.POSITIVE_INFINITY : deviation() / mean;
  }
}
