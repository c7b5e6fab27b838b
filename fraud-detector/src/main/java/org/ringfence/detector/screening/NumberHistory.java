package org.ringfence.detector.screening;

import java.nio.ByteBuffer;

/// What one number has done lately, in counts that fade.
///
/// A count that fades with time constant τ settles at `rate · τ`: it is the number of attempts in
/// "the last τ", without a list of them. Counts are floats, and so is their snapshot, so that a
/// restored history is the same to the last bit.
final class NumberHistory {

  /// The short look: what a redialing person could still have done.
  static final long MINUTES_MILLIS = 120_000;

  /// The long look: what a number shared by an office could still have done.
  static final long HOUR_MILLIS = 3_600_000;

  /// The greatest difference between two key times that counts as none. A timer in a machine comes
  /// within 10 ms, the way through Asterisk and the gateway adds tens.
  static final int SAME_OFFSET_MILLIS = 100;

  /// Keys that come sooner are pressed over a prompt that is known by heart; such people are alike.
  static final int EARLIEST_TELLING_OFFSET_MILLIS = 1_500;

  /// A person who redials after busy does so at most 15 times (the traffic model).
  static final int MAX_EXCUSED_RETRIES = 15;

  /// Nobody hears how a call ended and redials sooner.
  static final long FASTEST_RETRY_MILLIS = 4_000;

  static final long SLOWEST_RETRY_MILLIS = 1_800_000;

  static final float AFTER_BUSY_WEIGHT = 0.25f;
  static final float AFTER_ABANDON_WEIGHT = 0.5f;

  /// Attempts in two minutes that count in full.
  static final float CROWD_CALLS = 3;

  static final int PACKED_BYTES = 41;

  private static final long NEVER = Long.MIN_VALUE;

  /// How the number's last call ended; packed as its letter.
  enum End {
    UNKNOWN('?'),
    /// We had no room: busy, congestion, or refused by us.
    BUSY('B'),
    ABANDONED('A'),
    SERVED('S');

    private final byte letter;

    End(char letter) {
      this.letter = (byte) letter;
    }

    private static End of(byte letter) {
      for (End end : values()) {
        if (end.letter == letter) {
          return end;
        }
      }
      return UNKNOWN;
    }
  }

  private long lastMillis = NEVER;
  private float minutesCount;
  private float hourCount;
  private float silentCalls;
  private float keyedCalls;
  private long lastEndMillis;
  private End lastEnd = End.UNKNOWN;
  private short openCalls;
  private byte excusedRetries;
  private byte sameOffsets;
  private int lastOffsetMillis = -1;

  /// What an attempt of this number counts in the crowd: a person who tries again is not many.
  double crowdWeight() {
    return minutesCount <= CROWD_CALLS ? 1 : CROWD_CALLS / (double) minutesCount;
  }

  /// Counts an attempt; less where it is what a person does who did not get through.
  void arrived(long nowMillis) {
    fade(nowMillis);
    float weight = retryWeight(nowMillis);
    minutesCount += weight;
    hourCount += weight;
    if (openCalls < Short.MAX_VALUE) {
      openCalls++;
    }
  }

  private float retryWeight(long nowMillis) {
    long pause = nowMillis - lastEndMillis;
    boolean retry =
        openCalls == 0
            && (lastEnd == End.BUSY || lastEnd == End.ABANDONED)
            && pause >= FASTEST_RETRY_MILLIS
            && pause <= SLOWEST_RETRY_MILLIS
            && excusedRetries < MAX_EXCUSED_RETRIES;
    if (!retry) {
      return 1;
    }
    excusedRetries++;
    return lastEnd == End.BUSY ? AFTER_BUSY_WEIGHT : AFTER_ABANDON_WEIGHT;
  }

  void ended(long nowMillis, End end) {
    fade(nowMillis);
    lastEnd = end;
    lastEndMillis = nowMillis;
    if (end == End.SERVED) {
      excusedRetries = 0;
    }
    if (openCalls > 0) {
      openCalls--;
    }
  }

  /// A call that was taken for ended goes on.
  void resumed() {
    if (openCalls < Short.MAX_VALUE) {
      openCalls++;
    }
  }

  void languageKeyed(int offsetMillis) {
    boolean same =
        lastOffsetMillis >= EARLIEST_TELLING_OFFSET_MILLIS
            && Math.abs(offsetMillis - lastOffsetMillis) <= SAME_OFFSET_MILLIS;
    sameOffsets = same ? (byte) Math.min(sameOffsets + 1, Byte.MAX_VALUE) : 0;
    lastOffsetMillis = offsetMillis;
  }

  /// Notes how a call went on after the language was keyed.
  void behaved(long nowMillis, boolean silent) {
    fade(nowMillis);
    if (silent) {
      silentCalls++;
    } else {
      keyedCalls++;
    }
  }

  private void fade(long nowMillis) {
    if (lastMillis != NEVER && nowMillis > lastMillis) {
      double passed = nowMillis - lastMillis;
      if (passed > HOUR_MILLIS) {
        excusedRetries = 0;
      }
      float hour = (float) StrictMath.exp(-passed / HOUR_MILLIS);
      minutesCount *= (float) StrictMath.exp(-passed / MINUTES_MILLIS);
      hourCount *= hour;
      silentCalls *= hour;
      keyedCalls *= hour;
    }
    lastMillis = Math.max(lastMillis, nowMillis);
  }

  /// Whether anything happened within the hour.
  boolean isWithinHour(long nowMillis) {
    return lastMillis != NEVER && nowMillis - lastMillis < HOUR_MILLIS;
  }

  /// Whether the number's one call of the last hours is the present one.
  boolean isFirstCall() {
    return hourCount <= 1;
  }

  /// When anything last happened.
  long lastMillis() {
    return lastMillis;
  }

  /// Attempts in the last two minutes, as at the last thing that happened.
  double minutesCount() {
    return minutesCount;
  }

  /// Attempts in the last hour, as at the last thing that happened.
  double hourCount() {
    return hourCount;
  }

  /// Calls of the last hour that keyed a language and then nothing.
  double silentCalls() {
    return silentCalls;
  }

  /// Calls of the last hour that went on keying.
  double keyedCalls() {
    return keyedCalls;
  }

  /// How many times in a row the language key came as long after the prompt as the time before.
  int sameOffsets() {
    return sameOffsets;
  }

  void pack(ByteBuffer to) {
    to.putLong(lastMillis).putFloat(minutesCount).putFloat(hourCount);
    to.putFloat(silentCalls).putFloat(keyedCalls).putLong(lastEndMillis);
    to.put(lastEnd.letter).putShort(openCalls).put(excusedRetries).put(sameOffsets);
    to.putInt(lastOffsetMillis);
  }

  static NumberHistory unpack(ByteBuffer from) {
    NumberHistory history = new NumberHistory();
    history.lastMillis = from.getLong();
    history.minutesCount = from.getFloat();
    history.hourCount = from.getFloat();
    history.silentCalls = from.getFloat();
    history.keyedCalls = from.getFloat();
    history.lastEndMillis = from.getLong();
    history.lastEnd = End.of(from.get());
    history.openCalls = from.getShort();
    history.excusedRetries = from.get();
    history.sameOffsets = from.get();
    history.lastOffsetMillis = from.getInt();
    return history;
  }
}
