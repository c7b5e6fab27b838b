package org.ringfence.detector.lists;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Numbers and prefixes, found by the longest match.
///
/// Immutable. It is only ever looked up, never iterated, so the order of its maps cannot show.
public final class NumberList {

  public static final NumberList EMPTY = new NumberList(List.of());

  private final Map<String, ListedNumber> numbers = new HashMap<>();
  private final Map<String, ListedNumber> prefixes = new HashMap<>();
  private int longestPrefix;

  /// A list of rows, each pattern once.
  public NumberList(List<ListedNumber> rows) {
    for (ListedNumber row : rows) {
      Map<String, ListedNumber> map = row.isPrefix() ? prefixes : numbers;
      if (map.put(row.start(), row) != null) {
        throw new IllegalArgumentException("a number or prefix is listed twice");
      }
      if (row.isPrefix()) {
        longestPrefix = Math.max(longestPrefix, row.start().length());
      }
    }
  }

  /// The row that matches best: the number itself, else the longest prefix; rows that have expired
  /// do not count.
  ///
  /// @param e164 a number in E.164; anything else matches nothing
  public Optional<ListedNumber> find(String e164, long epochMillis) {
    @Nullable ListedNumber exact = numbers.isEmpty() ? null : numbers.get(e164);
    if (exact != null && exact.countsAt(epochMillis)) {
      return Optional.of(exact);
    }
    for (int length = Math.min(longestPrefix, e164.length()); length > 0; length--) {
      @Nullable ListedNumber prefix = prefixes.get(e164.substring(0, length));
      if (prefix != null && prefix.countsAt(epochMillis)) {
        return Optional.of(prefix);
      }
    }
    return Optional.empty();
  }

  /// How many rows it has, expired ones included.
  public int size() {
    return numbers.size() + prefixes.size();
  }
}
