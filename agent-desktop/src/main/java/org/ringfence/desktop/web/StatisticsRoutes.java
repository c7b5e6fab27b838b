package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.history.History.HistoryUnavailable;
import org.ringfence.desktop.intervals.IntervalReport;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.desktop.staffing.StaffingReport;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.events.CallId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.site.Site;
import org.ringfence.voice.KeptSound;

/// What the API answers from the history: figures, forecast, a call's story; and the deletion of a
/// caller's data.
final class StatisticsRoutes {

  /// Half hours of one forecast at most.
  private static final int MOST_HALF_HOURS = 48;

  /// A month of ratings.
  private static final Duration SURVEY_DAYS = Duration.ofDays(31);

  private final History history;
  private final KeptSound sound;
  private final Site site;
  private final ZoneId zone;
  private final InstantSource clock;

  StatisticsRoutes(History history, Site site, KeptSound sound, ZoneId zone, InstantSource clock) {
    this.sound = sound;
    this.history = history;
    this.site = site;
    this.zone = zone;
    this.clock = clock;
  }

  static Refusal refusal(HistoryUnavailable unavailable) {
    return new Refusal(
        503, "history", "The history cannot be asked now: " + unavailable.getMessage());
  }

  /// `?queue=&from=&to=&step=&format=`.
  void intervals(Context request) {
    List<FieldProblem> wrong = new ArrayList<>();
    Instant now = clock.instant();
    Instant midnight = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    Instant from = instant(request, "from", midnight, wrong);
    Instant to = instant(request, "to", now.plusSeconds(1), wrong);
    Step step = step(request, wrong);
    @Nullable String queue = queue(request, wrong);
    boolean csv = csv(request, wrong);
    if (wrong.isEmpty() && !from.isBefore(to)) {
      wrong.add(new FieldProblem("to", "must be later than from"));
    }
    long names = queue == null ? site.queues().size() + 1L : 1;
    if (wrong.isEmpty() && history.countRows(from, to, step) * names > IntervalReport.MOST_ROWS) {
      wrong.add(
          new FieldProblem(
              "step",
              "would give more than " + IntervalReport.MOST_ROWS + " rows; take a longer one"));
    }
    refuse(wrong);
    List<ReportRow> rows = history.report(queue, from, to, step);
    Json.noStore(request);
    if (csv) {
      request.header("Content-Disposition", "attachment; filename=\"intervals.csv\"");
      request.contentType("text/csv;charset=utf-8").result(IntervalCsv.of(rows, zone));
    } else {
      Json.answer(
          request,
          200,
          new Intervals(
              from,
              to,
              step.name().toLowerCase(Locale.ROOT),
              zone.getId(),
              history.rules().answerWithin().toSeconds(),
              history.rules().shortAbandon().toSeconds(),
              rows));
    }
  }

  /// @param rows in order of time; `queue` null is all queues together
  record Intervals(
      Instant from,
      Instant to,
      String step,
      String timeZone,
      long answerWithinSeconds,
      long shortAbandonSeconds,
      List<ReportRow> rows) {}

  /// `?queue=&hours=`.
  void staffing(Context request) {
    List<FieldProblem> wrong = new ArrayList<>();
    @Nullable String queue = queue(request, wrong);
    int halfHours = 16;
    @Nullable String hours = request.queryParam("hours");
    if (hours != null && !hours.isEmpty()) {
      if (hours.matches("[0-9]{1,2}")
          && Integer.parseInt(hours) >= 1
          && Integer.parseInt(hours) * 2 <= MOST_HALF_HOURS) {
        halfHours = 2 * Integer.parseInt(hours);
      } else {
        wrong.add(
            new FieldProblem("hours", "must be a whole number from 1 to " + MOST_HALF_HOURS / 2));
      }
    }
    refuse(wrong);
    Json.noStore(request);
    Json.answer(
        request,
        200,
        new Staffing(
            queue,
            history.rules().serviceLevel(),
            history.rules().answerWithin().toSeconds(),
            history.staffing(queue, halfHours)));
  }

  record Staffing(
      @Nullable String queue,
      double serviceLevel,
      long answerWithinSeconds,
      StaffingReport.Outlook outlook) {}

  /// `?from=&to=`: how callers rated their talks, by queue and day.
  void surveys(Context request) {
    List<FieldProblem> wrong = new ArrayList<>();
    Instant now = clock.instant();
    Instant to = instant(request, "to", now, wrong);
    Instant from = instant(request, "from", to.minus(SURVEY_DAYS), wrong);
    if (wrong.isEmpty() && !from.isBefore(to)) {
      wrong.add(new FieldProblem("to", "must be later than from"));
    }
    refuse(wrong);
    Json.noStore(request);
    Json.answer(request, 200, Map.of("rows", history.surveys(from, to)));
  }

  /// Everything about one call.
  void story(Context request) {
    CallId call;
    try {
      call = new CallId(request.pathParam("call"));
    } catch (IllegalArgumentException noName) {
      throw new Refusal(404, "path", "There is no such call.");
    }
    Json.noStore(request);
    Json.answer(
        request,
        200,
        history
            .findStory(call)
            .orElseThrow(() -> new Refusal(404, "path", "There is no such call in the history.")));
  }

  /// `{"number":…,"reason":…}`: deletes what is known of a caller.
  void forget(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("number", "reason"));
    @Nullable PhoneNumber number = fields.number("number");
    String reason = fields.neededText("reason", 200);
    fields.finish();
    PhoneNumber caller = JsonFields.good(number);
    // Sound first: it says more of a person than everything else, and needs no database.
    int sounds = sound.erase(caller);
    int calls = history.erase(caller, Gate.identity(request).name(), reason);
    Json.noStore(request);
    Json.answer(request, 200, new Forgotten(calls, sounds));
  }

  /// How much was deleted.
  ///
  /// @param sounds messages and recordings
  record Forgotten(int calls, int sounds) {}

  private @Nullable String queue(Context request, List<FieldProblem> wrong) {
    @Nullable String queue = request.queryParam("queue");
    if (queue == null || queue.isEmpty()) {
      return null;
    }
    if (site.queues().stream().noneMatch(known -> known.name().value().equals(queue))) {
      wrong.add(new FieldProblem("queue", "is not a queue of this site"));
    }
    return queue;
  }

  private static Step step(Context request, List<FieldProblem> wrong) {
    @Nullable String text = request.queryParam("step");
    for (Step step : Step.values()) {
      if (step.name().toLowerCase(Locale.ROOT).equals(text)) {
        return step;
      }
    }
    if (text != null && !text.isEmpty()) {
      wrong.add(new FieldProblem("step", "must be quarter, hour or day"));
    }
    return Step.HOUR;
  }

  private static boolean csv(Context request, List<FieldProblem> wrong) {
    @Nullable String format = request.queryParam("format");
    if (format != null && !format.isEmpty() && !Set.of("csv", "json").contains(format)) {
      wrong.add(new FieldProblem("format", "must be json or csv"));
    }
    return "csv".equals(format);
  }

  /// A time in UTC, or a day of the site.
  private Instant instant(
      Context request, String field, Instant otherwise, List<FieldProblem> wrong) {
    @Nullable String text = request.queryParam(field);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      Instant at =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : Instant.parse(text);
      // Years that no database knows, and no call center either.
      if (Duration.between(at, clock.instant()).abs().toDays() < 36_600) {
        return at;
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      // Told below.
    }
    wrong.add(
        new FieldProblem(
            field,
            "must be a time in UTC such as 2026-11-03T18:00:00Z, or a day such as 2026-11-03"));
    return otherwise;
  }

  private static void refuse(List<FieldProblem> wrong) {
    if (!wrong.isEmpty()) {
      throw new Refusal(400, "query", "The request has wrong parameters.", wrong);
    }
  }
}
