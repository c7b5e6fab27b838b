package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;

/// Fingerprints of sound that were heard lately, each with its cell.
///
/// The line flips a few bits of each copy (5 % of 64: two copies differ in more than
/// [#MAX_DISTANCE] bits six times in 1,000); two strangers' fingerprints come as near two times in
/// ten million.
final class Prints {

  static final int MAX = 256;
  static final int MAX_DISTANCE = 12;

  private final long[] prints = new long[MAX];
  private final long[] lastMillis = new long[MAX];
  private int size;

  /// The cell of a fingerprint; a new one takes the place of the one longest unheard.
  ///
  /// @return the cell, or its complement when the cell is taken anew and what was counted in it
  ///   must be forgotten
  int cell(long print, long nowMillis) {
    int nearest = -1;
    int distance = MAX_DISTANCE + 1;
    for (int i = 0; i < size; i++) {
      int bits = Long.bitCount(prints[i] ^ print);
      if (bits < distance) {
        nearest = i;
        distance = bits;
      }
    }
    if (nearest >= 0) {
      lastMillis[nearest] = nowMillis;
      return nearest;
    }
    int cell = size < MAX ? size++ : eldest();
    prints[cell] = print;
    lastMillis[cell] = nowMillis;
    return ~cell;
  }

  private int eldest() {
    int eldest = 0;
    for (int i = 1; i < size; i++) {
      if (lastMillis[i] < lastMillis[eldest]) {
        eldest = i;
      }
    }
    return eldest;
  }

  int packedBytes() {
    return Integer.BYTES + size * 2 * Long.BYTES;
  }

  void pack(ByteBuffer to) {
    to.putInt(size);
    for (int i = 0; i < size; i++) {
      to.putLong(prints[i]).putLong(lastMillis[i]);
    }
  }

  void unpack(ByteBuffer from) {
    size = Math.clamp(from.getInt(), 0, MAX);
    for (int i = 0; i < size; i++) {
      prints[i] = from.getLong();
      lastMillis[i] = from.getLong();
    }
  }
}
