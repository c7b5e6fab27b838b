package org.ringfence.desktop.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalFigures;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.reports.ReportCsv;

/// Rows of a report as CSV (RFC 4180), each population in a line of its own. A figure that there is
/// not is an empty field.
final class IntervalCsv {

  private static final String HEAD =
      "start,end,queue,population,offered,answered,answered_in_time,abandoned,abandoned_short,"
          + "callbacks,abandoned_share,service_level_answered,service_level_offered,asa_seconds,"
          + "aht_seconds,talk_seconds,hold_seconds,wrap_up_seconds,longest_wait_seconds,occupancy";

  private static final String END = "\r\n";

  private IntervalCsv() {}

  /// @param zone whose offset the times bear
  static String of(List<ReportRow> rows, ZoneId zone) {
    StringBuilder csv = new StringBuilder(HEAD).append(END);
    for (ReportRow row : rows) {
      csv.append(line(row, "all", row.all(), zone)).append(END);
      csv.append(line(row, "people", row.people(), zone)).append(END);
    }
    return csv.toString();
  }

  private static String line(
      ReportRow row, String population, IntervalFigures figures, ZoneId zone) {
    DateTimeFormatter format = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
    String queue = row.queue() == null ? "TOTAL" : ReportCsv.quoted(row.queue());
    return Stream.of(
            format.format(row.start()),
            format.format(row.end()),
            queue,
            population,
            Long.toString(figures.offered()),
            Long.toString(figures.answered()),
            Long.toString(figures.answeredInTime()),
            Long.toString(figures.abandoned()),
            Long.toString(figures.abandonedShort()),
            Long.toString(figures.callbacks()),
            number(figures.abandonedShare(), 4),
            number(figures.serviceLevelAnswered(), 4),
            number(figures.serviceLevelOffered(), 4),
            number(figures.asaSeconds(), 1),
            number(figures.ahtSeconds(), 1),
            number(figures.talkSeconds(), 1),
            number(figures.holdSeconds(), 1),
            number(figures.wrapUpSeconds(), 1),
            number(figures.longestWaitSeconds(), 1),
            number(figures.occupancy(), 4))
        .collect(Collectors.joining(","));
  }

  private static String number(@Nullable Double figure, int digits) {
    return figure == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", figure);
  }
}
