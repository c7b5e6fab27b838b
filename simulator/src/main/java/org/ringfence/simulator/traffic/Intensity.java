package org.ringfence.simulator.traffic;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// How many calls a stretch of time brings and where in it they fall: an intensity over time,
/// integrated second by second. Arrival times are drawn by inverting the integral, which with a
/// Poisson count gives an inhomogeneous Poisson process.
final class Intensity {

  private final double from;
  private final double[] cumulative;

  /// @param perSecond calls a second at a time in seconds; not negative
  Intensity(double from, double to, DoubleUnaryOperator perSecond) {
    this.from = from;
    this.cumulative = new double[(int) Math.ceil(to - from)];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += perSecond.applyAsDouble(from + i + 0.5);
      cumulative[i] = sum;
    }
  }

  /// Calls expected in all.
  double total() {
    return cumulative[cumulative.length - 1];
  }

  /// The time by which this share of the calls has come.
  ///
  /// @param share in [0, 1)
  double timeOf(double share) {
    double wanted = share * total();
    int found = Arrays.binarySearch(cumulative, wanted);
    int second = Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    double before = second == 0 ? 0 : cumulative[second - 1];
    double within = cumulative[second] - before;
    return from + second + (within > 0 ? Math.clamp((wanted - before) / within, 0, 1) : 0);
  }

  /// The rush when the doors open: `factor` times as many calls at time 0, the surplus dying away
  /// with this time constant.
  static double pulse(double time, double factor, double decaySeconds) {
    return time < 0 ? 1 : 1 + (factor - 1) * StrictMath.exp(-time / decaySeconds);
  }
}
