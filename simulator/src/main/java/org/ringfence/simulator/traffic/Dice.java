package org.ringfence.simulator.traffic;

import java.util.SplittableRandom;
import org.ringfence.simulator.chance.Draws;

/// The draws of one plan, one number or one day, each named by its purpose.
record Dice(Draws draws, String who) {

  Dice of(String other) {
    return new Dice(draws, other);
  }

  /// In [0, 1).
  double uniform(String purpose) {
    return draws.uniform(who, 0, purpose);
  }

  double normal(String purpose) {
    return draws.normal(who, 0, purpose);
  }

  boolean happens(String purpose, double chance) {
    return uniform(purpose) < chance;
  }

  SplittableRandom stream(String purpose) {
    return draws.of(who, 0, purpose);
  }

  /// 0 to `bound` - 1.
  int index(String purpose, int bound) {
    return (int) (uniform(purpose) * bound);
  }
}
