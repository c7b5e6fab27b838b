package org.ringfence.desktop.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// A report as CSV (RFC 4180). A figure that there is not is an empty field; a text that a
/// spreadsheet would take for a formula is made text.
public final class ReportCsv {

  private static final String END = "\r\n";

  /// What spreadsheets begin formulas with; tab and carriage return are skipped by some of them.
  private static final String FORMULA = "=+-@\t\r";

  private ReportCsv() {}

  /// @param zone whose offset the times bear
  public static String of(ReportTable table, ZoneId zone) {
    DateTimeFormatter time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
    StringBuilder csv = new StringBuilder();
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      csv.append(i == 0 ? "" : ",").append(columns.get(i).id());
    }
    csv.append(END);
    for (List<@Nullable Object> row : table.rows()) {
      for (int i = 0; i < columns.size(); i++) {
        csv.append(i == 0 ? "" : ",").append(cell(columns.get(i).kind(), row.get(i), time));
      }
      csv.append(END);
    }
    return csv.toString();
  }

  private static String cell(Kind kind, @Nullable Object value, DateTimeFormatter time) {
    return switch (value) {
      case null -> "";
      case Instant at -> time.format(at);
      case Double number ->
          String.format(Locale.ROOT, kind == Kind.SHARE ? "%.4f" : "%.1f", number);
      case Number number -> number.toString();
      default -> quoted(value.toString());
    };
  }

  /// A text as a field.
  public static String quoted(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
