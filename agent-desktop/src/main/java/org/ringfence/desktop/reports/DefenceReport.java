package org.ringfence.desktop.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// What the defence did with the calls that arrived in each step of time, by the last verdict of
/// each call, and where agents say that it was wrong. Attempts that Asterisk refuses by itself are
/// calls of nobody's and not among them.
final class DefenceReport {

  /// Steps of one report at most; each is one look into the index of arrivals.
  static final int MOST_STEPS = 800;

  private static final Map<String, String> COUNTS = counts();

  private DefenceReport() {}

  private static Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("admitted", "verdict = 'ADMIT'");
    counts.put("unscreened", "failed_open");
    counts.put("challenged", "challenge IS NOT NULL OR verdict = 'CHALLENGE'");
    counts.put("challenge_passed", "challenge = 'PASSED'");
    counts.put("challenge_failed", "challenge = 'FAILED'");
    counts.put("challenge_silent", "challenge = 'SILENT'");
    counts.put("diverted", "verdict = 'DIVERT'");
    counts.put("announced", "verdict = 'ANNOUNCE'");
    counts.put("let_go", "verdict = 'LET_GO'");
    counts.put("refused", "verdict = 'REJECT'");
    counts.put("in_red", "line_mode = 'RED'");
    counts.put("labelled_machine", "call_label = 'MACHINE'");
    counts.put("labelled_person", "call_label = 'PERSON'");
    counts.put("machines_missed", "call_label = 'MACHINE' AND would_be = 'ADMIT'");
    counts.put("people_suspected", "call_label = 'PERSON' AND would_be <> 'ADMIT'");
    return counts;
  }

  static ReportTable table(Handle handle, ReportQuery query, ZoneId zone) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("from", Kind.TIME));
    columns.add(new Column("attempts", Kind.COUNT));
    COUNTS.keySet().forEach(name -> columns.add(new Column(name, Kind.COUNT)));
    StringBuilder sql = new StringBuilder("SELECT COUNT(*) AS attempts");
    COUNTS.forEach((name, condition) ->
        sql.append(", COALESCE(SUM(CASE WHEN ")
            .append(condition)
            .append(" THEN 1 ELSE 0 END), 0) AS ")
            .append(name));
    sql.append(" FROM calls WHERE arrived_at >= :fromAt AND arrived_at < :toAt");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int steps = 0;
    Instant start = query.step().startOf(query.from(), zone);
    while (start.isBefore(query.to()) && steps < MOST_STEPS) {
      Instant end = query.step().endOf(start, zone);
      Instant at = start;
      List<@Nullable Object> row =
          handle
              .createQuery(sql.toString())
              .bind("fromAt", start.isBefore(query.from()) ? query.from() : start)
              .bind("toAt", end.isAfter(query.to()) ? query.to() : end)
              .map((found, context) -> {
                List<@Nullable Object> cells = new ArrayList<>();
                cells.add(at);
                for (int i = 1; i <= COUNTS.size() + 1; i++) {
                  cells.add(found.getLong(i));
                }
                return cells;
              })
              .one();
      if (!Long.valueOf(0).equals(row.get(1))) {
        rows.add(row);
      }
      start = end;
      steps++;
    }
    return new ReportTable("defence", columns, rows, start.isBefore(query.to()));
  }
}
