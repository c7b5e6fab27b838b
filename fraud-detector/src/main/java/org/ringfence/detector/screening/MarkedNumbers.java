package org.ringfence.detector.screening;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Numbers of which one thing was seen, each with its attestation: a forged copy of a number, which
/// the carrier does not vouch for alike, does not inherit it.
///
/// Bounded: the number of which it was longest not seen is forgotten first.
final class MarkedNumbers {

  static final int MAX = 32_768;

  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private final SequencedMap<Long, Long> markedMillis = new LinkedHashMap<>();
  private final long keptMillis;

  /// @param kept how long a mark holds after it was seen last
  MarkedNumbers(Duration kept) {
    keptMillis = kept.toMillis();
  }

  void mark(long key, long nowMillis) {
    markedMillis.remove(key);
    markedMillis.put(key, nowMillis);
    if (markedMillis.size() > MAX) {
      markedMillis.pollFirstEntry();
    }
  }

  void unmark(long key) {
    markedMillis.remove(key);
  }

  boolean contains(long key, long nowMillis) {
    @Nullable Long marked = markedMillis.get(key);
    return marked != null && nowMillis - marked < keptMillis;
  }

  int size() {
    return markedMillis.size();
  }

  void clear() {
    markedMillis.clear();
  }

  String pack() {
    ByteBuffer packed = ByteBuffer.allocate(markedMillis.size() * ENTRY_BYTES);
    for (Map.Entry<Long, Long> entry : markedMillis.entrySet()) {
      packed.putLong(entry.getKey()).putLong(entry.getValue());
    }
    return Base64.getEncoder().encodeToString(packed.array());
  }

  /// @param packed null in a snapshot of an earlier program
  void unpack(@Nullable String packed) {
    clear();
    if (packed == null) {
      return;
    }
    try {
      ByteBuffer from = ByteBuffer.wrap(Base64.getDecoder().decode(packed));
      while (from.hasRemaining()) {
        markedMillis.put(from.getLong(), from.getLong());
      }
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      throw new IllegalStateException(
          "the packed list of numbers is damaged; start empty", damaged);
    }
  }
}
