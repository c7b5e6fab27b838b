package org.ringfence.desktop.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One row of a table while a batch of records is folded into it.
final class Row {

  private final String key;
  private final boolean stored;
  private final Map<String, @Nullable Object> values = new HashMap<>();
  private boolean changed;

  /// @param stored whether the table has it already
  Row(String key, boolean stored) {
    this.key = key;
    this.stored = stored;
  }

  String key() {
    return key;
  }

  boolean isStored() {
    return stored;
  }

  boolean isChanged() {
    return changed;
  }

  <T> @Nullable T find(Column<T> column) {
    return column.type().cast(values.get(column.name()));
  }

  boolean has(Column<?> column) {
    return values.get(column.name()) != null;
  }

  <T> T get(Column<T> column) {
    return Objects.requireNonNull(find(column), column.name());
  }

  <T> T getOr(Column<T> column, T otherwise) {
    @Nullable T value = find(column);
    return value == null ? otherwise : value;
  }

  boolean is(Column<Boolean> flag) {
    return getOr(flag, false);
  }

  /// Whether the value is another than before.
  <T> boolean set(Column<T> column, @Nullable T value) {
    @Nullable Object storable = storable(value);
    if (Objects.equals(values.get(column.name()), storable)) {
      return false;
    }
    values.put(column.name(), storable);
    changed = true;
    return true;
  }

  <T> void setIfAbsent(Column<T> column, @Nullable T value) {
    if (!has(column)) {
      set(column, value);
    }
  }

  /// Keeps the earlier of two instants.
  boolean setEarlier(Column<Instant> column, Instant at) {
    @Nullable Instant before = find(column);
    return (before == null || at.isBefore(before)) && set(column, at);
  }

  /// As read from the table; no change.
  void loaded(Column<?> column, @Nullable Object value) {
    values.put(column.name(), value);
  }

  /// Milliseconds from one instant of this row to another, never less than none.
  long millis(Column<Instant> from, Column<Instant> until) {
    return millis(get(from), get(until));
  }

  static long millis(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toMillis());
  }

  /// Databases keep no finer instants than microseconds, and refuse texts that are no Unicode.
  private static @Nullable Object storable(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS);
    }
    return value instanceof String text ? Texts.storable(text) : value;
  }
}
