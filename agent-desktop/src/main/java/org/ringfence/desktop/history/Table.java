package org.ringfence.desktop.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// A table whose rows are loaded by the hundred, folded in memory, and written back in batches.
///
/// INVARIANT: one transaction at a time writes; [Positions] sees to it.
final class Table {

  /// Names in one IN list.
  private static final int CHUNK = 500;

  private final String name;
  private final Column<String> key;
  private final List<Column<?>> columns;
  private final String select;
  private final String insert;
  private final String update;

  Table(String name, Column<String> key, List<Column<?>> columns) {
    this.name = name;
    this.key = key;
    this.columns = List.copyOf(columns);
    List<String> names = columns.stream().map(Column::name).toList();
    List<String> all = Stream.concat(Stream.of(key.name()), names.stream()).toList();
    select = "SELECT " + String.join(", ", all) + " FROM " + name + " WHERE ";
    insert =
        "INSERT INTO %s (%s) VALUES (:%s)"
            .formatted(name, String.join(", ", all), String.join(", :", all));
    update =
        "UPDATE %s SET %s WHERE %s = :%s"
            .formatted(
                name,
                names.stream()
                    .map(column -> column + " = :" + column)
                    .collect(Collectors.joining(", ")),
                key.name(),
                key.name());
  }

  /// The rows of these keys, by key.
  Map<String, Row> load(Handle handle, Collection<String> keys) {
    Map<String, Row> rows = new LinkedHashMap<>();
    load(handle, key, keys, "").forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  /// The rows whose column has one of the values.
  ///
  /// @param and a further condition such as ` AND until_at IS NULL`, or nothing
  List<Row> load(Handle handle, Column<String> by, Collection<String> values, String and) {
    List<Row> rows = new ArrayList<>();
    List<String> distinct = values.stream().distinct().toList();
    for (int from = 0; from < distinct.size(); from += CHUNK) {
      List<String> chunk = distinct.subList(from, Math.min(distinct.size(), from + CHUNK));
      rows.addAll(
          handle
              .createQuery(select + by.name() + " IN (<keys>)" + and)
              .bindList("keys", chunk)
              .map((found, context) -> row(found))
              .list());
    }
    return rows;
  }

  private Row row(ResultSet found) throws SQLException {
    Row row = new Row(found.getString(key.name()), true);
    for (Column<?> column : columns) {
      row.loaded(column, value(found, column));
    }
    return row;
  }

  private static @Nullable Object value(ResultSet found, Column<?> column) throws SQLException {
    if (column.type() == Instant.class) {
      @Nullable OffsetDateTime at = found.getObject(column.name(), OffsetDateTime.class);
      return at == null ? null : at.toInstant();
    }
    return found.getObject(column.name(), column.type());
  }

  /// Writes what was changed.
  void save(Handle handle, Collection<Row> rows) {
    write(handle, insert, rows.stream().filter(row -> !row.isStored() && row.isChanged()).toList());
    write(handle, update, rows.stream().filter(row -> row.isStored() && row.isChanged()).toList());
  }

  private void write(Handle handle, String sql, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      for (Row row : rows) {
        batch.bind(key.name(), row.key());
        for (Column<?> column : columns) {
          batch.bindByType(column.name(), row.find(column), column.type());
        }
        batch.add();
      }
      batch.execute();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
