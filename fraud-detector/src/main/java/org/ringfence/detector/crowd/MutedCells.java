package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Cells that are no evidence for a day, because somebody said that these are people.
///
/// Bounded: the one that would be heard again first makes room.
final class MutedCells {

  static final int MAX = 256;

  private static final long MUTED_MILLIS = 24 * 3_600_000L;

  private final Map<Long, Long> untilMillis = new TreeMap<>();

  /// Mutes a cell, and the same key time told more or less exactly: it is the same evidence.
  void mute(Trait trait, int cell, long nowMillis) {
    put(trait, cell, nowMillis);
    switch (trait) {
      case LANGUAGE_TIME -> put(Trait.LANGUAGE_SPAN, KeyTimes.coarse(cell), nowMillis);
      case MENU_TIME -> put(Trait.MENU_SPAN, KeyTimes.coarse(cell), nowMillis);
      case LANGUAGE_SPAN -> putFine(Trait.LANGUAGE_TIME, cell, nowMillis);
      case MENU_SPAN -> putFine(Trait.MENU_TIME, cell, nowMillis);
      case ORIGIN, ATTESTATION, LOOKS, EXCHANGE, SEQUENCE, CONDUCT, RECORDING, LENGTH -> {}
    }
  }

  private void putFine(Trait fine, int coarse, long nowMillis) {
    int first = coarse * KeyTimes.FINE_IN_COARSE;
    for (int cell = first; cell < first + KeyTimes.FINE_IN_COARSE; cell++) {
      put(fine, cell, nowMillis);
    }
  }

  private void put(Trait trait, int cell, long nowMillis) {
    untilMillis.put(Crowd.Cell.key(trait, cell), nowMillis + MUTED_MILLIS);
    if (untilMillis.size() > MAX) {
      untilMillis.values().remove(Collections.min(untilMillis.values()));
    }
  }

  boolean contains(Trait trait, int cell) {
    return untilMillis.containsKey(Crowd.Cell.key(trait, cell));
  }

  /// A cell is taken for something else.
  void forget(Trait trait, int cell) {
    untilMillis.remove(Crowd.Cell.key(trait, cell));
  }

  void expire(long nowMillis) {
    untilMillis.values().removeIf(until -> until <= nowMillis);
  }

  void clear() {
    untilMillis.clear();
  }

  int packedBytes() {
    return Integer.BYTES + untilMillis.size() * 2 * Long.BYTES;
  }

  void pack(ByteBuffer to) {
    to.putInt(untilMillis.size());
    untilMillis.forEach((key, until) -> to.putLong(key).putLong(until));
  }

  void unpack(ByteBuffer from) {
    untilMillis.clear();
    for (int left = from.getInt(); left > 0; left--) {
      untilMillis.put(from.getLong(), from.getLong());
    }
  }
}
