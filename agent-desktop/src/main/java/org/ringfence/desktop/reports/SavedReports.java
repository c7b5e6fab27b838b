package org.ringfence.desktop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.intervals.Step;

/// The saved reports, in the database of the history.
public final class SavedReports {

  /// So many and no more: each is one question to the database a day.
  public static final int MOST = 100;

  private static final int MINUTES_OF_HOUR = 60;

  private final History history;

  public SavedReports(History history) {
    this.history = history;
  }

  /// By title.
  ///
  /// @throws History.HistoryUnavailable when the database cannot be asked
  public List<SavedReport> list() {
    return history.ask(handle ->
        handle
            .createQuery("SELECT * FROM saved_reports ORDER BY title, report_id")
            .map((row, context) -> report(row))
            .list());
  }

  /// Whether there was room for one more.
  ///
  /// @throws History.HistoryUnavailable when the database cannot be asked
  public boolean add(SavedReport report) {
    return history.ask(handle -> handle.inTransaction(within -> insert(within, report)));
  }

  private static boolean insert(Handle handle, SavedReport report) {
    int there = handle.createQuery("SELECT COUNT(*) FROM saved_reports").mapTo(int.class).one();
    if (there >= MOST) {
      return false;
    }
    @Nullable LocalTime at = report.at();
    handle
        .createUpdate(
            "INSERT INTO saved_reports (report_id, title, kind, queue, span, step, at_minute, author,"
                + " saved_at, made_for) VALUES (:id, :title, :kind, :queue, :span, :step, :at,"
                + " :author, :savedAt, :madeFor)")
        .bind("id", report.id())
        .bind("title", report.title())
        .bind("kind", report.kind().name())
        .bind("queue", report.queue())
        .bind("span", report.span().name())
        .bind("step", report.step().name())
        .bind(
            "at",
            at == null ? null : (Long) (long) (at.getHour() * MINUTES_OF_HOUR + at.getMinute()))
        .bind("author", report.author())
        .bind("savedAt", report.savedAt())
        .bind("madeFor", report.madeFor() == null ? null : report.madeFor().toString())
        .execute();
    return true;
  }

  /// Whether it was there.
  ///
  /// @throws History.HistoryUnavailable when the database cannot be asked
  public boolean delete(String id) {
    return history.ask(handle ->
        handle
            .createUpdate("DELETE FROM saved_reports WHERE report_id = :id")
            .bind("id", id)
            .execute())
        > 0;
  }

  /// Takes the making of one report's file of a day; false when another process took it.
  boolean claim(SavedReport report, LocalDate day) {
    return history.ask(handle ->
        handle
            .createUpdate(
                "UPDATE saved_reports SET made_for = :day, failure = NULL WHERE report_id = :id"
                    + " AND (made_for IS NULL OR made_for < :day)")
            .bind("day", day.toString())
            .bind("id", report.id())
            .execute())
        > 0;
  }

  /// Gives it back, to be tried again.
  void failed(SavedReport report, String why) {
    history.ask(handle ->
        handle
            .createUpdate(
                "UPDATE saved_reports SET made_for = :before, failure = :why WHERE report_id = :id")
            .bind("before", report.madeFor() == null ? null : report.madeFor().toString())
            .bind("why", why)
            .bind("id", report.id())
            .execute());
  }

  private static SavedReport report(ResultSet row) throws SQLException {
    long minute = row.getLong("at_minute");
    @Nullable LocalTime at =
        row.wasNull()
            ? null
            : LocalTime.of((int) minute / MINUTES_OF_HOUR, (int) minute % MINUTES_OF_HOUR);
    @Nullable String madeFor = row.getString("made_for");
    return new SavedReport(
        row.getString("report_id"),
        row.getString("title"),
        ReportQuery.Kind.valueOf(row.getString("kind")),
        row.getString("queue"),
        SavedReport.Span.valueOf(row.getString("span")),
        Step.valueOf(row.getString("step")),
        at,
        row.getString("author"),
        Objects.requireNonNull(CallSearch.instant(row, "saved_at")),
        madeFor == null ? null : LocalDate.parse(madeFor),
        row.getString("failure"));
  }
}
