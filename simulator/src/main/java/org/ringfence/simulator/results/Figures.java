package org.ringfence.simulator.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Figures as the files show them: six decimals at most, null for what does not exist.
final class Figures {

  private static final int DECIMALS = 6;

  private Figures() {}

  static @Nullable Double of(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return null;
    }
    double rounded =
        BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    return rounded == 0 ? 0.0 : rounded;
  }

  static @Nullable Double ratio(double part, double whole) {
    return whole == 0 ? null : of(part / whole);
  }

  /// For CSV: at most three decimals, empty for what does not exist.
  static String cell(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
  }
}
