package org.ringfence.detector.crowd;

/// What one event weighs in the units of [FadingCounts]: `exp((now − start) / τ)`. Counts divided
/// by it have faded.
final class FadingUnit {

  /// Beyond this the unit begins anew, long before doubles lose precision.
  private static final double GREATEST = 1e9;

  private final double fadeMillis;
  private long startMillis = Long.MIN_VALUE;
  private long nowMillis;
  private double value = 1;

  FadingUnit(long fadeMillis) {
    this.fadeMillis = fadeMillis;
  }

  /// Lets time pass.
  ///
  /// @return the factor by which all counts must be multiplied, nearly always 1
  double advance(long toMillis) {
    if (startMillis == Long.MIN_VALUE) {
      startMillis = toMillis;
    }
    if (toMillis <= nowMillis) {
      return 1;
    }
    nowMillis = toMillis;
    value = StrictMath.exp((toMillis - startMillis) / fadeMillis);
    if (value < GREATEST) {
      return 1;
    }
    double factor = Double.isInfinite(value) ? 0 : 1 / value;
    startMillis = toMillis;
    value = 1;
    return factor;
  }

  double value() {
    return value;
  }

  long startMillis() {
    return startMillis;
  }

  void restore(long start, long now) {
    startMillis = start;
    nowMillis = now;
    value = start == Long.MIN_VALUE ? 1 : StrictMath.exp((now - start) / fadeMillis);
  }

  long nowMillis() {
    return nowMillis;
  }
}
