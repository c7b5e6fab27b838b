package org.ringfence.detector.screening;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Numbers that a person was seen behind, each with its attestation: a forged copy of a number,
/// which the carrier does not vouch for alike, does not inherit it.
///
/// Bounded: the number that was longest not confirmed is forgotten first.
final class PassList {

  static final int MAX = 32_768;
  static final long KEPT_MILLIS = Duration.ofDays(30).toMillis();

  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private final SequencedMap<Long, Long> passedMillis = new LinkedHashMap<>();

  void confirm(long key, long nowMillis) {
    passedMillis.remove(key);
    passedMillis.put(key, nowMillis);
    if (passedMillis.size() > MAX) {
      passedMillis.pollFirstEntry();
    }
  }

  void revoke(long key) {
    passedMillis.remove(key);
  }

  boolean contains(long key, long nowMillis) {
    @Nullable Long passed = passedMillis.get(key);
    return passed != null && nowMillis - passed < KEPT_MILLIS;
  }

  int size() {
    return passedMillis.size();
  }

  void clear() {
    passedMillis.clear();
  }

  String pack() {
    ByteBuffer packed = ByteBuffer.allocate(passedMillis.size() * ENTRY_BYTES);
    for (Map.Entry<Long, Long> entry : passedMillis.entrySet()) {
      packed.putLong(entry.getKey()).putLong(entry.getValue());
    }
    return Base64.getEncoder().encodeToString(packed.array());
  }

  /// @param packed null in a snapshot from before there was a pass list
  void unpack(@Nullable String packed) {
    clear();
    if (packed == null) {
      return;
    }
    try {
      ByteBuffer from = ByteBuffer.wrap(Base64.getDecoder().decode(packed));
      while (from.hasRemaining()) {
        passedMillis.put(from.getLong(), from.getLong());
      }
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      throw new IllegalStateException("the packed pass list is damaged; start empty", damaged);
    }
  }
}
