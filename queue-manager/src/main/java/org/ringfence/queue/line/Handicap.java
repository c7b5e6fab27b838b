package org.ringfence.queue.line;

import java.time.Duration;

/// The time credit that a diverted caller lacks, by the odds of being a machine.
///
/// `whole · P³`, where `P = 1 / (1 + e^-odds)` is the probability of a machine. It is smooth, grows
/// with the odds, and is never more than the whole. The cube spares whoever may well be a person:
///
/// | P(machine) | 0.2 | 0.5 | 0.8 | 0.9 | 0.95 | 0.99 |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | share of the whole | 0.01 | 0.13 | 0.51 | 0.73 | 0.86 | 0.97 |
///
/// Odds of which nothing was said are even.
final class Handicap {

  private Handicap() {}

  /// @param machineOdds natural logarithm of P(machine) / P(person); 0 when nothing was said
  /// @param whole what a caller lacks who is surely a machine
  static Duration of(double machineOdds, Duration whole) {
    double odds = Double.isNaN(machineOdds) ? 0 : machineOdds;
    double machine = 1 / (1 + StrictMath.exp(-odds));
    return Duration.ofMillis(Math.round(whole.toMillis() * machine * machine * machine));
  }
}
