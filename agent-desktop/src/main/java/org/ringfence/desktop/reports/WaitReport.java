package org.ringfence.desktop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// How long callers waited who were answered, and who gave up: how many in each span of waits, and
/// the share who had given up by its end. Callers who are called back did not wait on the line and
/// are not among them.
final class WaitReport {

  /// Where the spans begin, in seconds.
  private static final long[] SPANS = {
    0, 5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200
  };

  private static final List<Column> COLUMNS =
      List.of(
          new Column("wait_from_seconds", Kind.SECONDS),
          new Column("wait_to_seconds", Kind.SECONDS),
          new Column("answered", Kind.COUNT),
          new Column("answered_people", Kind.COUNT),
          new Column("abandoned", Kind.COUNT),
          new Column("abandoned_people", Kind.COUNT),
          new Column("abandoned_share", Kind.SHARE),
          new Column("abandoned_share_people", Kind.SHARE));

  private WaitReport() {}

  private record Counts(long answered, long answeredPeople, long abandoned, long abandonedPeople) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          answered + other.answered,
          answeredPeople + other.answeredPeople,
          abandoned + other.abandoned,
          abandonedPeople + other.abandonedPeople);
    }
  }

  /// One row a span in which somebody's wait ended.
  static ReportTable table(Handle handle, ReportQuery query) {
    Map<Integer, Counts> bySpan = new TreeMap<>();
    handle
        .createQuery(sql())
        .bind("fromAt", query.from())
        .bind("toAt", query.to())
        .bind("queue", query.queue())
        .map((row, context) -> {
          bySpan.put(row.getInt("span"), counts(row));
          return true;
        })
        .list();
    Counts all = bySpan.values().stream().reduce(Counts.NONE, Counts::plus);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Counts sum = Counts.NONE;
    for (Map.Entry<Integer, Counts> span : bySpan.entrySet()) {
      int i = span.getKey();
      Counts here = span.getValue();
      sum = sum.plus(here);
      rows.add(
          Arrays.asList(
              (double) SPANS[i],
              i + 1 < SPANS.length ? (Double) (double) SPANS[i + 1] : null,
              here.answered,
              here.answeredPeople,
              here.abandoned,
              here.abandonedPeople,
              AgentReport.ratio(sum.abandoned, all.answered + all.abandoned),
              AgentReport.ratio(sum.abandonedPeople, all.answeredPeople + all.abandonedPeople)));
    }
    return new ReportTable("waits", COLUMNS, rows, false);
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("answered"),
        row.getLong("answered_people"),
        row.getLong("abandoned"),
        row.getLong("abandoned_people"));
  }

  private static String sql() {
    StringBuilder span = new StringBuilder("CASE");
    for (int i = SPANS.length - 1; i > 0; i--) {
      span.append(" WHEN t.waited_ms >= ").append(SPANS[i] * 1000).append(" THEN ").append(i);
    }
    span.append(" ELSE 0 END");
    return "SELECT span, "
        + sum("is_answered", "answered")
        + ", "
        + sum("is_answered AND NOT machine", "answered_people")
        + ", "
        + sum("NOT is_answered", "abandoned")
        + ", "
        + sum("NOT is_answered AND NOT machine", "abandoned_people")
        + " FROM (SELECT "
        + span
        + " AS span, t.connected_at IS NOT NULL AS is_answered, "
        + IntervalTable.IS_MACHINE
        + " AS machine FROM tickets t LEFT JOIN calls c ON c.call_id = t.call_id"
        + " WHERE t.offered_at >= :fromAt AND t.offered_at < :toAt"
        + " AND (CAST(:queue AS VARCHAR) IS NULL OR t.queue = :queue)"
        + " AND NOT COALESCE(t.callback, FALSE) AND t.waited_ms IS NOT NULL"
        + " AND (t.connected_at IS NOT NULL OR t.outcome = 'ABANDONED')) waits GROUP BY span";
  }

  private static String sum(String condition, String name) {
    return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name;
  }
}
