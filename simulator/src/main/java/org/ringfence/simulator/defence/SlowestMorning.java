package org.ringfence.simulator.defence;

import org.jspecify.annotations.Nullable;

/// How long something took in the slowest of several mornings; never, when it did not happen in one
/// of them.
final class SlowestMorning {

  private int mornings;
  private boolean missing;
  private double slowestSeconds;

  /// @param seconds NaN when it did not happen
  void add(double seconds) {
    mornings++;
    missing |= Double.isNaN(seconds);
    slowestSeconds = Math.max(slowestSeconds, seconds);
  }

  /// Null for never.
  @Nullable Double seconds() {
    return mornings == 0 || missing ? null : Math.rint(slowestSeconds * 1000) / 1000;
  }
}
