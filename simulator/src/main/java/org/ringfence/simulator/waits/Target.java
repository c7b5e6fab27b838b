package org.ringfence.simulator.waits;

import java.util.Locale;

/// What a figure is to be; less is better.
///
/// @param must the least that is asked
/// @param goal what is hoped for; equal to `must` when nothing more is
record Target(String name, double value, double must, double goal) {

  static Target of(String name, double value, double must) {
    return new Target(name, value, must, must);
  }

  boolean met() {
    return value <= must;
  }

  /// In words: `met`, `met, goal missed by 0.010`, or `missed by 0.020`.
  String verdict() {
    if (Double.isNaN(value)) {
      return "nothing to judge by";
    }
    if (!met()) {
      return String.format(Locale.ROOT, "missed by %.3f", value - must);
    }
    return value <= goal
        ? "met"
        : String.format(Locale.ROOT, "met; goal missed by %.3f", value - goal);
  }
}
