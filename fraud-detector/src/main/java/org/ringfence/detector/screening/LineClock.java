package org.ringfence.detector.screening;

import java.time.Instant;

/// The time of a line: the greatest time that any message told.
///
/// One exception keeps a single wrong clock from freezing everything that fades with time: a
/// message more than [#MAX_LATENESS_MILLIS] behind means that the clock was wrong before, and sets
/// it back.
final class LineClock {

  static final long MAX_LATENESS_MILLIS = 600_000;

  /// Times outside of the years 1970 to 9999 are cut, so that no sum of two of them overflows.
  private static final long MAX_EPOCH_SECONDS = 253_402_300_799L;

  private static final long NO_TIME = Long.MIN_VALUE;

  private long nowMillis = NO_TIME;

  /// @return whether the clock was set back
  boolean advance(Instant told) {
    long millis =
        Math.clamp(told.getEpochSecond(), 0, MAX_EPOCH_SECONDS) * 1000 + told.getNano() / 1_000_000;
    boolean setBack = nowMillis != NO_TIME && millis < nowMillis - MAX_LATENESS_MILLIS;
    nowMillis = setBack ? millis : Math.max(nowMillis, millis);
    return setBack;
  }

  long nowMillis() {
    return nowMillis;
  }

  Instant now() {
    return Instant.ofEpochMilli(nowMillis);
  }

  void restore(long snapshotMillis) {
    nowMillis = snapshotMillis;
  }
}
