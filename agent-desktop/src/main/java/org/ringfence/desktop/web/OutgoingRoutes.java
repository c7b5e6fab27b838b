package org.ringfence.desktop.web;

import io.javalin.http.Handler;
import java.time.InstantSource;
import java.util.Map;
import org.ringfence.desktop.DesktopSettings;
import org.ringfence.desktop.OutgoingSettings;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.reports.ReportSchedule;
import org.ringfence.desktop.reports.Reports;
import org.ringfence.desktop.reports.SavedReports;
import org.ringfence.desktop.waits.PublicWaits;
import org.ringfence.site.SiteBook;

/// What is served to others than our own desks: published waits, reports, the customer system's
/// address, and the API's own description.
final class OutgoingRoutes implements AutoCloseable {

  /// Connections for the public, beside those of the desks. A page is one for half a minute, so a
  /// larger crowd needs a cache in front, which the answers allow.
  private static final int PUBLIC_CONNECTIONS = 2_000;

  private final OutgoingSettings settings;
  private final PublicWaits published;
  private final PublicWaitRoutes waits;
  private final ReportSchedule schedule;
  private final ReportRoutes reports;
  private final ScreenPopRoutes screenPop;

  OutgoingRoutes(
      DesktopSettings desktop,
      SiteBook site,
      BoardModel board,
      History history,
      Accounts accounts,
      HealthReport health,
      InstantSource clock) {
    settings = desktop.outgoing();
    published =
        new PublicWaits(settings.publicWait(), site, board, health, desktop.timeZone(), clock);
    waits = new PublicWaitRoutes(published, settings.publicWait());
    Reports made = new Reports(history, desktop.timeZone(), clock);
    SavedReports saved = new SavedReports(history);
    schedule = new ReportSchedule(saved, made, settings.reports(), desktop.timeZone(), clock);
    reports =
        new ReportRoutes(
            history,
            made,
            saved,
            site.configured(),
            accounts,
            settings.reports().find().isPresent(),
            desktop.timeZone(),
            clock);
    screenPop = new ScreenPopRoutes(settings.screenPop(), board, site, accounts);
  }

  void start() {
    published.start();
    schedule.start();
  }

  PublicWaitRoutes waits() {
    return waits;
  }

  int mostConnections() {
    return settings.publicWait().titles().isEmpty() ? 0 : PUBLIC_CONNECTIONS;
  }

  void addTo(Map<Route, Handler> handlers) {
    handlers.put(Route.WAIT_PAGE, waits::page);
    handlers.put(Route.PUBLIC_WAIT, waits::json);
    handlers.put(Route.CALLS, reports::calls);
    handlers.put(Route.CALLER_CALLS, reports::callsOfCaller);
    handlers.put(Route.REPORT, reports::report);
    handlers.put(Route.SAVED_REPORTS, reports::listSaved);
    handlers.put(Route.SAVE_REPORT, reports::save);
    handlers.put(Route.DELETE_REPORT, reports::delete);
    handlers.put(Route.SCREEN_POP, screenPop::address);
    byte[] document = Json.bytes(OpenApi.document());
    handlers.put(
        Route.OPENAPI,
        request ->
            request
                .header("Cache-Control", "no-cache")
                .contentType("application/json")
                .result(document));
  }

  @Override
  public void close() {
    schedule.close();
    published.close();
  }
}
