package org.ringfence.detector.traffic;

import org.jspecify.annotations.Nullable;

/// Whether something is to be looked at: begins when it was so in a few minutes running, is said
/// again at most now and then, and is over by itself.
///
/// ```
/// quiet ── unusual in BEGINS minutes running, and REST since the last ──► on
///   ▲                                                                     │ again at most each REPEAT
///   └──────────────── not unusual in ENDS minutes running ────────────────┘
/// ```
final class Alarm {

  static final int BEGINS = 2;
  static final int ENDS = 3;
  static final int REPEAT_MINUTES = 5;
  static final int REST_MINUTES = 15;

  private static final long NEVER = Long.MIN_VALUE / 2;

  /// What is to be said after a minute.
  enum Say {
    NOTHING,
    ON,
    OVER
  }

  private int unusualRunning;
  private int quietRunning;
  private boolean on;
  private long sinceMinute = NEVER;
  private long saidMinute = NEVER;

  boolean isOn() {
    return on;
  }

  /// The first minute of the alarm that is on, or was last.
  long sinceMinute() {
    return sinceMinute;
  }

  /// A minute is over.
  Say minute(long minute, boolean unusual) {
    unusualRunning = unusual ? unusualRunning + 1 : 0;
    quietRunning = unusual ? 0 : quietRunning + 1;
    if (!on) {
      boolean rested = minute - saidMinute >= REST_MINUTES;
      if (unusualRunning < BEGINS || !rested) {
        return Say.NOTHING;
      }
      on = true;
      sinceMinute = minute - unusualRunning + 1;
      saidMinute = minute;
      return Say.ON;
    }
    if (quietRunning >= ENDS) {
      on = false;
      saidMinute = minute;
      return Say.OVER;
    }
    if (unusual && minute - saidMinute >= REPEAT_MINUTES) {
      saidMinute = minute;
      return Say.ON;
    }
    return Say.NOTHING;
  }

  void clear() {
    unusualRunning = 0;
    quietRunning = 0;
    on = false;
    sinceMinute = NEVER;
    saidMinute = NEVER;
  }

  /// @param since and said in minutes since 1970
  record Saved(int unusual, int quiet, boolean on, long since, long said) {}

  Saved save() {
    return new Saved(unusualRunning, quietRunning, on, sinceMinute, saidMinute);
  }

  void restore(@Nullable Saved saved) {
    if (saved == null) {
      clear();
      return;
    }
    unusualRunning = saved.unusual();
    quietRunning = saved.quiet();
    on = saved.on();
    sinceMinute = saved.since();
    saidMinute = saved.said();
  }
}
