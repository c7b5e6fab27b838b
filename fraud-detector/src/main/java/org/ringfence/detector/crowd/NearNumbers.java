package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The numbers that called last, to notice dialers that count up or down.
///
/// INVARIANT: numbers are kept whole, because neighbours must stay neighbours; so few are kept, and
/// not longer than [#KEPT_MILLIS] of use.
final class NearNumbers {

  static final int KEPT = 256;
  static final long KEPT_MILLIS = 60_000;
  static final int NEAR = 3;

  private final long[] numbers = new long[KEPT];
  private final long[] millis = new long[KEPT];
  private int next;

  /// Whether a number lies next to, and is not, one that called a moment ago; remembers it.
  boolean isNextToRecent(long number, long nowMillis) {
    boolean near = false;
    for (int i = 0; i < KEPT; i++) {
      long distance = numbers[i] - number;
      if (distance >= -NEAR && distance <= NEAR) {
        near |= distance != 0 && nowMillis - millis[i] <= KEPT_MILLIS;
      }
    }
    numbers[next] = number;
    millis[next] = nowMillis;
    next = (next + 1) % KEPT;
    return near;
  }

  void clear() {
    Arrays.fill(numbers, 0);
    Arrays.fill(millis, 0);
    next = 0;
  }

  static int packedBytes() {
    return Integer.BYTES + KEPT * 2 * Long.BYTES;
  }

  void pack(ByteBuffer to) {
    to.putInt(next);
    for (int i = 0; i < KEPT; i++) {
      to.putLong(numbers[i]).putLong(millis[i]);
    }
  }

  void unpack(ByteBuffer from) {
    next = Math.floorMod(from.getInt(), KEPT);
    for (int i = 0; i < KEPT; i++) {
      numbers[i] = from.getLong();
      millis[i] = from.getLong();
    }
  }
}
