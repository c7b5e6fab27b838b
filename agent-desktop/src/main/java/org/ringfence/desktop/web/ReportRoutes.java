package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.desktop.reports.CallFilter;
import org.ringfence.desktop.reports.CallFilter.Cursor;
import org.ringfence.desktop.reports.CallSearch;
import org.ringfence.desktop.reports.ReportCsv;
import org.ringfence.desktop.reports.ReportQuery;
import org.ringfence.desktop.reports.ReportTable;
import org.ringfence.desktop.reports.Reports;
import org.ringfence.desktop.reports.SavedReport;
import org.ringfence.desktop.reports.SavedReports;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Verdict;
import org.ringfence.site.Site;

/// What the API answers to the reports' page.
final class ReportRoutes {

  static final Set<String> REPORT_QUERY = Set.of("queue", "from", "to", "step", "format");
  static final Set<String> CALLS_QUERY =
      Set.of("queue", "from", "to", "outcome", "verdict", "agent", "campaign", "after", "format");
  static final Set<String> CALLER_FIELDS = Set.of("number", "days");
  static final Set<String> SAVED_FIELDS = Set.of("title", "report", "queue", "span", "step", "at");

  /// Rows of one page of calls.
  private static final int PAGE = 100;

  private static final int MOST_DAYS = 400;
  private static final int LONGEST_TITLE = 60;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final String ID_MUST = "must be 1 to 64 of A-Z a-z 0-9 . _ : -";

  /// A format of the answer.
  private enum Format {
    JSON,
    CSV
  }

  private final History history;
  private final Reports reports;
  private final SavedReports saved;
  private final Site site;
  private final Accounts accounts;
  private final boolean scheduled;
  private final ZoneId zone;
  private final InstantSource clock;

  /// @param scheduled whether there is a folder for saved reports
  ReportRoutes(
      History history,
      Reports reports,
      SavedReports saved,
      Site site,
      Accounts accounts,
      boolean scheduled,
      ZoneId zone,
      InstantSource clock) {
    this.history = history;
    this.reports = reports;
    this.saved = saved;
    this.site = site;
    this.accounts = accounts;
    this.scheduled = scheduled;
    this.zone = zone;
    this.clock = clock;
  }

  /// A report and about when it is.
  record Report(Instant from, Instant to, String timeZone, ReportTable table) {}

  /// `?queue=&from=&to=&step=&format=`.
  void report(Context request) {
    ReportQuery.Kind kind = kinds().get(request.pathParam("report"));
    if (kind == null) {
      throw new Refusal(
          404, "path", "There is no such report; there are " + kinds().keySet() + ".");
    }
    QueryFields fields = new QueryFields(request, REPORT_QUERY);
    Instant now = clock.instant();
    Instant from = fields.instant("from", midnight(now), now, zone);
    Instant to = fields.instant("to", now.plusSeconds(1), now, zone);
    Step step = fields.choice("step", Step.class, Step.HOUR);
    Format format = fields.choice("format", Format.class, Format.JSON);
    ReportQuery query = new ReportQuery(kind, fields.queue(site), from, to, step);
    requireOrder(fields, from, to);
    if (from.isBefore(to) && reports.isTooLong(query, site.queues().size())) {
      fields.wrong("step", "would give too many rows; take a longer one");
    }
    fields.finish();
    ReportTable table = reports.make(query);
    if (kind == ReportQuery.Kind.CALLS) {
      noted(request, "CALLS_EXPORTED", table.rows().size() + " calls");
    }
    answer(request, format, table, new Report(from, to, zone.getId(), table));
  }

  /// Some calls.
  ///
  /// @param next the `after` of the calls that follow, or null
  record Calls(
      Instant from, Instant to, String timeZone, ReportTable table, @Nullable String next) {}

  /// `?queue=&from=&to=&outcome=&verdict=&agent=&campaign=&after=&format=`.
  void calls(Context request) {
    QueryFields fields = new QueryFields(request, CALLS_QUERY);
    Instant now = clock.instant();
    Instant from = fields.instant("from", midnight(now), now, zone);
    Instant to = fields.instant("to", now.plusSeconds(1), now, zone);
    Format format = fields.choice("format", Format.class, Format.JSON);
    CallFilter filter =
        new CallFilter(
            from,
            to,
            fields.queue(site),
            null,
            outcome(fields),
            verdict(fields),
            fields.token("agent", ID, ID_MUST),
            fields.token("campaign", ID, ID_MUST),
            cursor(fields));
    requireOrder(fields, from, to);
    fields.finish();
    boolean csv = format == Format.CSV;
    CallSearch.Page page =
        history.ask(handle -> CallSearch.find(handle, filter, csv ? Reports.MOST_CALLS : PAGE));
    if (csv) {
      noted(request, "CALLS_EXPORTED", page.calls().rows().size() + " calls");
    }
    answer(
        request,
        format,
        page.calls(),
        new Calls(from, to, zone.getId(), page.calls(), page.next()));
  }

  /// `{"number":…,"days":…}`: the calls of one number, which is looked for and never shown.
  void callsOfCaller(Context request) {
    JsonFields fields = JsonFields.of(request, CALLER_FIELDS);
    @Nullable PhoneNumber number = fields.number("number");
    int days = fields.wholeNumber("days", 1, MOST_DAYS, 31);
    fields.finish();
    PhoneNumber caller = JsonFields.good(number);
    Instant to = clock.instant().plusSeconds(1);
    Instant from = to.minus(Duration.ofDays(days));
    accounts.numberSeen(
        Gate.identity(request), "search for " + caller.masked(), Gate.address(request));
    CallFilter filter =
        new CallFilter(from, to, null, history.callerKey(caller), null, null, null, null, null);
    CallSearch.Page page = history.ask(handle -> CallSearch.find(handle, filter, 10 * PAGE));
    Json.noStore(request);
    Json.answer(request, 200, new Calls(from, to, zone.getId(), page.calls(), null));
  }

  /// The saved reports, and where their files go.
  ///
  /// @param scheduled whether there is a folder for them at all
  record Saved(boolean scheduled, String timeZone, List<SavedReport> reports) {}

  /// The saved reports by title.
  void listSaved(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, new Saved(scheduled, zone.getId(), saved.list()));
  }

  /// `{"title":…,"report":…,"queue":…,"span":…,"step":…,"at":"06:30"}`.
  void save(Context request) {
    JsonFields fields = JsonFields.of(request, SAVED_FIELDS);
    String title = fields.neededText("title", LONGEST_TITLE);
    ReportQuery.@Nullable Kind kind =
        fields.word("report", kinds(), String.valueOf(kinds().keySet()));
    String queue = fields.text("queue", 64);
    if (!queue.isEmpty()
        && site.queues().stream().noneMatch(known -> known.name().value().equals(queue))) {
      fields.wrong("queue", "is not a queue of this site");
    }
    SavedReport.@Nullable Span span = fields.choice("span", SavedReport.Span.class);
    @Nullable Step step = fields.choice("step", Step.class);
    @Nullable LocalTime at = fields.timeOfDay("at");
    fields.finish();
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    // Saved at ten for six o'clock, it is first due tomorrow.
    boolean past = at != null && !at.isAfter(LocalTime.ofInstant(now, zone));
    String id = Long.toString(now.toEpochMilli(), 36);
    SavedReport report =
        new SavedReport(
            id,
            title,
            JsonFields.good(kind),
            queue.isEmpty() ? null : queue,
            JsonFields.good(span),
            JsonFields.good(step),
            at,
            Gate.identity(request).name(),
            now,
            past ? today : null,
            null);
    if (reports.isTooLong(report.query(today, zone), site.queues().size())) {
      throw new Refusal(
          400,
          "body",
          "The request has wrong fields.",
          List.of(new Refusal.FieldProblem("step", "would give too many rows; take a longer one")));
    }
    if (!saved.add(report)) {
      throw new Refusal(
          409, "state", "There are " + SavedReports.MOST + " saved reports; delete one first.");
    }
    noted(request, "REPORT_SAVED", title);
    Json.noStore(request);
    Json.answer(request, 200, report);
  }

  /// `{}`.
  void delete(Context request) {
    JsonFields.of(request, Set.of()).finish();
    boolean deleted = saved.delete(request.pathParam("id"));
    if (!deleted) {
      throw new Refusal(404, "path", "There is no such report.");
    }
    noted(request, "REPORT_DELETED", request.pathParam("id"));
    Json.noStore(request);
    Json.answer(request, 200, Map.of("deleted", true));
  }

  private void noted(Context request, String kind, String subject) {
    history.note(kind, Gate.identity(request).name(), subject, "");
  }

  private void answer(Context request, Format format, ReportTable table, Object json) {
    Json.noStore(request);
    if (format == Format.CSV) {
      request.header("Content-Disposition", "attachment; filename=\"" + table.report() + ".csv\"");
      request.contentType("text/csv;charset=utf-8").result(ReportCsv.of(table, zone));
    } else {
      Json.answer(request, 200, json);
    }
  }

  private static @Nullable String outcome(QueryFields fields) {
    @Nullable String outcome = fields.text("outcome");
    if (outcome != null && !CallSearch.OUTCOMES.contains(outcome.toUpperCase(Locale.ROOT))) {
      fields.wrong(
          "outcome",
          "must be one of "
              + String.join(", ", new TreeSet<>(CallSearch.OUTCOMES)).toLowerCase(Locale.ROOT));
      return null;
    }
    return outcome == null ? null : outcome.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String verdict(QueryFields fields) {
    return fields.text("verdict") == null
        ? null
        : fields.choice("verdict", Verdict.class, Verdict.ADMIT).name();
  }

  private static @Nullable Cursor cursor(QueryFields fields) {
    @Nullable String after = fields.text("after");
    try {
      return after == null ? null : Cursor.parse(after);
    } catch (IllegalArgumentException none) {
      fields.wrong("after", "must be the `next` of the answer before");
      return null;
    }
  }

  private static void requireOrder(QueryFields fields, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      fields.wrong("to", "must be later than from");
    }
  }

  private Instant midnight(Instant now) {
    return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
  }

  private static Map<String, ReportQuery.Kind> kinds() {
    Map<String, ReportQuery.Kind> kinds = new TreeMap<>();
    for (ReportQuery.Kind kind : ReportQuery.Kind.values()) {
      kinds.put(QueryFields.word(kind), kind);
    }
    return kinds;
  }
}
