package org.ringfence.events;

import java.time.Duration;

/// How well the callers of a queue who were served lately had been told their wait at joining.
///
/// @param callers how many are looked at, at most about 200; the newest count most
/// @param inside the share, 0 to 1, whose wait was inside the told range; 0.8 is aimed at
/// @param error by how much the told middle was off, on average
public record ToldWaits(int callers, double inside, Duration error) {

  public ToldWaits {
    if (callers < 1 || !(inside >= 0 && inside <= 1) || error.isNegative()) {
      throw new IllegalArgumentException(
          "no measure of told waits: " + callers + ", " + inside + ", " + error);
    }
  }
}
