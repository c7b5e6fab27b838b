package org.ringfence.desktop.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalFigures;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// The rows of an interval report, everybody and people only side by side.
final class IntervalRows {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("from", Kind.TIME),
          new Column("queue", Kind.TEXT),
          new Column("offered", Kind.COUNT),
          new Column("offered_people", Kind.COUNT),
          new Column("answered", Kind.COUNT),
          new Column("answered_people", Kind.COUNT),
          new Column("abandoned", Kind.COUNT),
          new Column("abandoned_people", Kind.COUNT),
          new Column("service_level", Kind.SHARE),
          new Column("service_level_people", Kind.SHARE),
          new Column("asa_seconds", Kind.SECONDS),
          new Column("asa_seconds_people", Kind.SECONDS),
          new Column("aht_seconds", Kind.SECONDS),
          new Column("aht_seconds_people", Kind.SECONDS),
          new Column("longest_wait_seconds", Kind.SECONDS),
          new Column("callbacks", Kind.COUNT),
          new Column("occupancy", Kind.SHARE));

  private IntervalRows() {}

  static ReportTable table(List<ReportRow> found) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    found.forEach(row -> rows.add(row(row)));
    return new ReportTable("intervals", COLUMNS, rows, false);
  }

  private static List<@Nullable Object> row(ReportRow row) {
    IntervalFigures all = row.all();
    IntervalFigures people = row.people();
    return Arrays.asList(
        row.start(),
        row.queue() == null ? "TOTAL" : row.queue(),
        all.offered(),
        people.offered(),
        all.answered(),
        people.answered(),
        all.abandoned(),
        people.abandoned(),
        all.serviceLevelOffered(),
        people.serviceLevelOffered(),
        all.asaSeconds(),
        people.asaSeconds(),
        all.ahtSeconds(),
        people.ahtSeconds(),
        all.longestWaitSeconds(),
        all.callbacks(),
        all.occupancy());
  }
}
