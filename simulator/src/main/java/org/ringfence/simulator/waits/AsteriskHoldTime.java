package org.ringfence.simulator.waits;

/// The hold time of Asterisk's `app_queue`: `(3H + w) / 4` over answered calls, in whole seconds
/// (function `recalc_holdtime`).
final class AsteriskHoldTime {

  private static final long NANOS = 1_000_000_000;

  private long seconds;

  /// @param joined nanoseconds on the same clock as `answered`
  void answered(long joined, long answered) {
    // As Asterisk does: by clocks of whole seconds.
    answered(Math.floorDiv(answered, NANOS) - Math.floorDiv(joined, NANOS));
  }

  void answered(long waitedSeconds) {
    seconds = ((seconds << 2) - seconds + waitedSeconds) >> 2;
  }

  /// What it takes the wait to be.
  double seconds() {
    return seconds;
  }

  /// What it announces to a caller who just joined, in seconds: whole minutes, `labs(H + 30) / 60`
  /// (function `say_position`).
  double announcedSeconds() {
    return (seconds + 30) / 60 * 60;
  }
}
