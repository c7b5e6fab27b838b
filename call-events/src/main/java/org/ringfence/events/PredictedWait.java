package org.ringfence.events;

import java.time.Duration;

/// A predicted wait from now until an agent, as a range: four of five such waits are to end between
/// low and high, which is the narrowest such range and mostly leaves out more of the longer waits
/// than of the shorter ones; expected is the mean.
public record PredictedWait(Duration low, Duration expected, Duration high) {

  public PredictedWait {
    if (low.isNegative() || expected.compareTo(low) < 0 || high.compareTo(expected) < 0) {
      throw new IllegalArgumentException(
          "a predicted wait needs 0 <= low <= expected <= high, not "
              + low
              + ", "
              + expected
              + ", "
              + high);
    }
  }
}
