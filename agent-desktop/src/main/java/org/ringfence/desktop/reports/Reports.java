package org.ringfence.desktop.reports;

import java.time.InstantSource;
import java.time.ZoneId;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.intervals.IntervalReport;

/// Makes the reports that are asked for.
public final class Reports {

  /// Calls of one file at most.
  public static final int MOST_CALLS = 50_000;

  private final History history;
  private final ZoneId zone;
  private final InstantSource clock;

  /// @param zone in which days begin
  public Reports(History history, ZoneId zone, InstantSource clock) {
    this.history = history;
    this.zone = zone;
    this.clock = clock;
  }

  /// The table of a report.
  ///
  /// @throws History.HistoryUnavailable when the database cannot be asked
  public ReportTable make(ReportQuery query) {
    return switch (query.kind()) {
      case INTERVALS ->
          IntervalRows.table(history.report(query.queue(), query.from(), query.to(), query.step()));
      case AGENTS -> history.ask(handle -> AgentReport.table(handle, query, clock.instant()));
      case WAITS -> history.ask(handle -> WaitReport.table(handle, query));
      case DISPOSITIONS -> history.ask(handle -> DispositionReport.table(handle, query));
      case DEFENCE -> history.ask(handle -> DefenceReport.table(handle, query, zone));
      case CALLS ->
          history.ask(handle ->
              CallSearch.find(
                      handle, CallFilter.all(query.from(), query.to(), query.queue()), MOST_CALLS)
                  .calls());
    };
  }

  /// Whether a report would have more rows than are made.
  public boolean isTooLong(ReportQuery query, int queues) {
    long steps = history.countRows(query.from(), query.to(), query.step());
    return switch (query.kind()) {
      case INTERVALS ->
          steps * (query.queue() == null ? queues + 1L : 1) > IntervalReport.MOST_ROWS;
      case DEFENCE -> steps > DefenceReport.MOST_STEPS;
      case AGENTS, WAITS, DISPOSITIONS, CALLS -> false;
    };
  }
}
