package org.ringfence.desktop.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.Step;

/// A report that somebody keeps under a name.
///
/// @param title also the beginning of its files' names
/// @param queue null for all
/// @param at when it is put into the folder each day, by the site's clock; null for never
/// @param madeFor the day on which that was done last, or null
/// @param failure why it could not be done last, or null
public record SavedReport(
    String id,
    String title,
    ReportQuery.Kind kind,
    @Nullable String queue,
    Span span,
    Step step,
    @Nullable LocalTime at,
    String author,
    Instant savedAt,
    @Nullable LocalDate madeFor,
    @Nullable String failure) {

  /// Which days it is about, seen from a day.
  public enum Span {
    TODAY(0, 1),
    YESTERDAY(-1, 0),
    LAST_7_DAYS(-7, 0),
    LAST_31_DAYS(-31, 0);

    private final int firstDay;
    private final int endDay;

    Span(int firstDay, int endDay) {
      this.firstDay = firstDay;
      this.endDay = endDay;
    }
  }

  /// The question, asked on a day of the site.
  public ReportQuery query(LocalDate day, ZoneId zone) {
    return new ReportQuery(
        kind,
        queue,
        day.plusDays(span.firstDay).atStartOfDay(zone).toInstant(),
        day.plusDays(span.endDay).atStartOfDay(zone).toInstant(),
        step);
  }

  /// Whether it is to be put into the folder now.
  boolean isDue(LocalDate day, LocalTime time) {
    return at != null && !time.isBefore(at) && (madeFor == null || madeFor.isBefore(day));
  }

  /// What its file of a day is called: nothing of a title can lead out of the folder.
  String fileName(LocalDate day) {
    String plain = title.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+|-+$", "");
    return (plain.isEmpty() ? "report" : plain) + "-" + id + "-" + day + ".csv";
  }
}
