package org.ringfence.detector.screening;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
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

  private final HistoryTable once = new HistoryTable(MAX_ONCE);
  private final HistoryTable repeated = new HistoryTable(MAX_REPEATED);

  /// The history of a number that calls now, made where there is none.
  NumberHistory seen(long hash) {
    @Nullable NumberHistory known = repeated.remove(hash);
    if (known == null) {
      known = once.remove(hash);
    }
    if (known == null) {
      NumberHistory first = new NumberHistory();
      once.put(hash, first);
      return first;
    }
    repeated.put(hash, known);
    return known;
  }

  /// Forgets numbers that have not been seen for [#REMEMBERED_MILLIS]: by then all counts have
  /// faded to a twentieth, and nobody's call is to be kept longer than it is of use.
  void forgetOld(long nowMillis) {
    once.forgetBefore(nowMillis - REMEMBERED_MILLIS);
    repeated.forgetBefore(nowMillis - REMEMBERED_MILLIS);
  }

  @Nullable NumberHistory find(long hash) {
    @Nullable NumberHistory known = repeated.find(hash);
    return known == null ? once.find(hash) : known;
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

  private static String pack(HistoryTable table) {
    ByteBuffer packed = ByteBuffer.allocate(table.size() * ENTRY_BYTES);
    table.forEach((hash, history) -> {
      packed.putLong(hash);
      history.pack(packed);
    });
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

  private static void unpack(String packed, HistoryTable table) {
    try {
      ByteBuffer from = ByteBuffer.wrap(Base64.getDecoder().decode(packed));
      while (from.hasRemaining()) {
        long hash = from.getLong();
        table.remove(hash);
        table.put(hash, NumberHistory.unpack(from));
      }
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      throw new IllegalStateException("the packed numbers are damaged; start empty", damaged);
    }
  }
}
