package org.ringfence.desktop.reports;

import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// How talks ended, in agents' words: the talks that began in some time, by queue and disposition.
/// Talks of which nothing was written down have none.
final class DispositionReport {

  private static final String TALKS =
      "SELECT t.queue, t.disposition AS said, COUNT(*) AS talks, COALESCE(SUM(CASE WHEN "
          + IntervalTable.IS_MACHINE
          + " THEN 0 ELSE 1 END), 0) AS talks_people, AVG(t.talk_ms) AS talk_ms"
          + " FROM tickets t LEFT JOIN calls c ON c.call_id = t.call_id"
          + " WHERE t.connected_at >= :fromAt AND t.connected_at < :toAt"
          + " AND (CAST(:queue AS VARCHAR) IS NULL OR t.queue = :queue)"
          + " GROUP BY t.queue, t.disposition ORDER BY t.queue, talks DESC, said";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("queue", Kind.TEXT),
          new Column("disposition", Kind.TEXT),
          new Column("talks", Kind.COUNT),
          new Column("talks_people", Kind.COUNT),
          new Column("mean_talk_seconds", Kind.SECONDS));

  private DispositionReport() {}

  static ReportTable table(Handle handle, ReportQuery query) {
    List<List<@Nullable Object>> rows =
        handle
            .createQuery(TALKS)
            .bind("fromAt", query.from())
            .bind("toAt", query.to())
            .bind("queue", query.queue())
            .map((row, context) -> {
              double millis = row.getDouble("talk_ms");
              @Nullable Double seconds = row.wasNull() ? null : (Double) (millis / 1000);
              return Arrays.<@Nullable Object>asList(
                  row.getString("queue"),
                  row.getString("said"),
                  row.getLong("talks"),
                  row.getLong("talks_people"),
                  seconds);
            })
            .list();
    return new ReportTable("dispositions", COLUMNS, rows, false);
  }
}
