package org.ringfence.simulator.waits;

import java.time.Duration;
import org.ringfence.events.PredictedWait;

/// How often waits fell into the 80 % ranges that were told, and how wide these were.
final class RangeSum {

  private long count;
  private long inside;
  private double widthSeconds;

  void add(PredictedWait told, double waitedSeconds) {
    double low = seconds(told.low());
    double high = seconds(told.high());
    count++;
    inside += waitedSeconds >= low && waitedSeconds <= high ? 1 : 0;
    widthSeconds += high - low;
  }

  long count() {
    return count;
  }

  double coverage() {
    return count == 0 ? Double.NaN : (double) inside / count;
  }

  double meanWidthSeconds() {
    return count == 0 ? Double.NaN : widthSeconds / count;
  }

  /// How far from 0.80 the coverage may be: 3 points of bias and two standard errors for callers
  /// whose fates are correlated, `.03 + 2·√(.24/n)`.
  double tolerance() {
    return count == 0 ? Double.NaN : 0.03 + 2 * StrictMath.sqrt(0.24 / count);
  }

  boolean isCalibrated() {
    return count > 0 && Math.abs(coverage() - 0.8) <= tolerance();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
