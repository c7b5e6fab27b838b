package org.ringfence.detector.screening;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The numbers that are remembered, by keyed hash: a bounded number of them, whatever calls.
///
/// Numbers seen once and numbers seen again are kept apart, each with the longest unseen forgotten
/// first. So a flood of numbers that never repeat washes over the first table only, and those that
/// do repeat stay known. To forget a number is to know nothing against it.
///
/// INVARIANT: insertion order is order of last sight; it is the same after [#unpack].
final class NumberTable {

  static final int MAX_ONCE = 8_192;
  static final int MAX_REPEATED = 8_192;

  static final long REMEMBERED_MILLIS = 3 * NumberHistory.HOUR_MILLIS;

  private static final int ENTRY_BYTES = Long.BYTES + NumberHistory.PACKED_BYTES;

  private final SequencedMap<Long, NumberHistory> once = new LinkedHashMap<>();
  private final SequencedMap<Long, NumberHistory> repeated = new LinkedHashMap<>();

  /// The history of a number that calls now, made where there is none.
  NumberHistory seen(long hash) {
    @Nullable NumberHistory known = repeated.remove(hash);
    if (known == null) {
      known = once.remove(hash);
    }
    if (known == null) {
      NumberHistory first = new NumberHistory();
      put(once, hash, first, MAX_ONCE);
      return first;
    }
    put(repeated, hash, known, MAX_REPEATED);
    return known;
  }

  private static void put(
      SequencedMap<Long, NumberHistory> table, long hash, NumberHistory history, int max) {
    table.put(hash, history);
    if (table.size() > max) {
      table.pollFirstEntry();
    }
  }

  /// Forgets numbers that have not been seen for [#REMEMBERED_MILLIS]: by then all counts have
  /// faded to a twentieth, and nobody's call is to be kept longer than it is of use.
  void forgetOld(long nowMillis) {
    forgetOld(once, nowMillis);
    forgetOld(repeated, nowMillis);
  }

  private static void forgetOld(SequencedMap<Long, NumberHistory> table, long nowMillis) {
    for (Map.Entry<Long, NumberHistory> eldest = table.firstEntry();
        eldest != null && eldest.getValue().lastMillis() < nowMillis - REMEMBERED_MILLIS;
        eldest = table.firstEntry()) {
      table.pollFirstEntry();
    }
  }

  @Nullable NumberHistory find(long hash) {
    @Nullable NumberHistory known = repeated.get(hash);
    return known == null ? once.get(hash) : known;
  }

  /// Knows nothing of a number any more.
  void forget(long hash) {
    once.remove(hash);
    repeated.remove(hash);
  }

  int size() {
    return once.size() + repeated.size();
  }

  void clear() {
    once.clear();
    repeated.clear();
  }

  String packOnce() {
    return pack(once);
  }

  String packRepeated() {
    return pack(repeated);
  }

  private static String pack(SequencedMap<Long, NumberHistory> table) {
    ByteBuffer packed = ByteBuffer.allocate(table.size() * ENTRY_BYTES);
    for (Map.Entry<Long, NumberHistory> entry : table.entrySet()) {
      packed.putLong(entry.getKey());
      entry.getValue().pack(packed);
    }
    return Base64.getEncoder().encodeToString(packed.array());
  }

  /// Replaces everything by what was packed.
  ///
  /// @throws IllegalStateException when that is damaged
  void unpack(String packedOnce, String packedRepeated) {
    clear();
    unpack(packedOnce, once);
    unpack(packedRepeated, repeated);
  }

  private static void unpack(String packed, SequencedMap<Long, NumberHistory> table) {
    try {
      ByteBuffer from = ByteBuffer.wrap(Base64.getDecoder().decode(packed));
      while (from.hasRemaining()) {
        table.put(from.getLong(), NumberHistory.unpack(from));
      }
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      throw new IllegalStateException("the packed numbers are damaged; start empty", damaged);
    }
  }
}
