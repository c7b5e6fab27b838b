package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.desktop.reports.CallFilter;
import org.ringfence.desktop.reports.CallFilter.Cursor;
import org.ringfence.desktop.reports.CallSearch;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.reports.ReportQuery;
import org.ringfence.desktop.reports.ReportSchedule;
import org.ringfence.desktop.reports.ReportTable;
import org.ringfence.desktop.reports.Reports;
import org.ringfence.desktop.reports.SavedReport;
import org.ringfence.desktop.reports.SavedReports;

/// What reports and the search for calls must say, in every database.
abstract class ReportsContract extends DatabaseCase {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final Instant NINE = TEN.minus(Duration.ofHours(1));
  private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));

  private static ReportTable report(WrittenHistory written, ReportQuery.Kind kind, Instant from) {
    return new Reports(written.history, ZONE, () -> written.now)
        .make(new ReportQuery(kind, null, from, ELEVEN, Step.HOUR));
  }

  private static @Nullable Object cell(ReportTable table, int row, String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).id().equals(column)) {
        return table.rows().get(row).get(i);
      }
    }
    throw new IllegalArgumentException("no column " + column);
  }

  private static List<@Nullable Object> column(ReportTable table, String column) {
    return Stream.iterate(0, i -> i + 1)
        .limit(table.rows().size())
        .<@Nullable Object>map(row -> cell(table, row, column))
        .toList();
  }

  @Test
  void agents_are_told_with_talks_misses_and_their_time_cut_to_what_was_asked() throws Exception {
    try (WrittenHistory written = written(day())) {
      ReportTable agents =
          new Reports(written.history, ZONE, () -> written.now)
              .make(
                  new ReportQuery(
                      ReportQuery.Kind.AGENTS, null, TEN, TEN.plusSeconds(900), Step.DAY));

      assertThat(column(agents, "agent")).containsExactly("ana", "ben");
      assertThat(column(agents, "talks")).containsExactly(3L, 0L);
      assertThat(column(agents, "talks_people")).containsExactly(2L, 0L);
      assertThat(column(agents, "missed")).containsExactly(0L, 1L);
      assertThat(cell(agents, 0, "talk_seconds")).isEqualTo(540.0);
      assertThat((Double) cell(agents, 0, "aht_seconds")).isCloseTo(620 / 3.0, within(1e-9));
      assertThat((Double) cell(agents, 0, "occupancy")).isCloseTo(620 / 900.0, within(1e-9));
      assertThat(cell(agents, 1, "paused_seconds")).isEqualTo(900.0);
      assertThat(cell(agents, 1, "occupancy")).isNull();
    }
  }

  @Test
  void waits_are_told_by_span_with_machines_and_without() throws Exception {
    try (WrittenHistory written = written(day())) {
      ReportTable waits = report(written, ReportQuery.Kind.WAITS, NINE);

      assertThat(column(waits, "wait_from_seconds")).containsExactly(0.0, 10.0, 30.0, 60.0);
      assertThat(column(waits, "answered")).containsExactly(0L, 1L, 1L, 1L);
      assertThat(column(waits, "answered_people")).containsExactly(0L, 1L, 0L, 1L);
      assertThat(column(waits, "abandoned_people")).containsExactly(1L, 0L, 0L, 1L);
      assertThat(cell(waits, 3, "abandoned_share")).isEqualTo(0.4);
      assertThat(cell(waits, 3, "abandoned_share_people")).isEqualTo(0.5);
    }
  }

  @Test
  void dispositions_are_told_by_queue_the_most_frequent_first_with_machines_and_without()
      throws Exception {
    ToldCalls told = day();
    told.disposed("c-1", TEN.plusSeconds(260), "resolved");
    told.disposed("c-2", TEN.plusSeconds(520), "follow-up");
    told.disposed("c-2", TEN.plusSeconds(525), "resolved");
    try (WrittenHistory written = written(told)) {
      ReportTable talks = report(written, ReportQuery.Kind.DISPOSITIONS, NINE);

      assertThat(column(talks, "disposition")).containsExactly("resolved", null);
      assertThat(column(talks, "talks")).containsExactly(2L, 1L);
      assertThat(column(talks, "talks_people")).containsExactly(2L, 0L);
      assertThat(column(talks, "mean_talk_seconds")).containsExactly(240.0, 60.0);
    }
  }

  @Test
  void the_defence_is_told_by_the_hour_in_which_calls_arrived() throws Exception {
    try (WrittenHistory written = written(day())) {
      ReportTable defence = report(written, ReportQuery.Kind.DEFENCE, NINE);

      // The first of the callers arrived 19 s before the hour.
      assertThat(column(defence, "from")).containsExactly(NINE, TEN);
      assertThat(column(defence, "attempts")).containsExactly(1L, 4L);
      assertThat(column(defence, "admitted")).containsExactly(1L, 3L);
      assertThat(column(defence, "diverted")).containsExactly(0L, 1L);
      assertThat(column(defence, "in_red")).containsExactly(1L, 4L);
    }
  }

  @Test
  void intervals_are_told_with_everybody_and_people_side_by_side() throws Exception {
    try (WrittenHistory written = written(day())) {
      ReportTable hours = report(written, ReportQuery.Kind.INTERVALS, TEN);

      assertThat(column(hours, "queue")).containsExactly("enrollment", "TOTAL");
      assertThat(column(hours, "offered")).containsExactly(5L, 5L);
      assertThat(column(hours, "offered_people")).containsExactly(4L, 4L);
    }
  }

  private static List<@Nullable Object> calls(WrittenHistory written, CallFilter filter) {
    return column(
        written.history.ask(handle -> CallSearch.find(handle, filter, 10)).calls(), "call");
  }

  private static CallFilter filter(
      @Nullable String caller, @Nullable String outcome, @Nullable String agent) {
    return new CallFilter(NINE, ELEVEN, null, caller, outcome, null, agent, null, null);
  }

  @Test
  void calls_are_found_by_number_outcome_and_agent_the_latest_first() throws Exception {
    try (WrittenHistory written = written(day())) {
      assertThat(calls(written, CallFilter.all(NINE, ELEVEN, "enrollment")))
          .containsExactly("c-5", "c-4", "c-3", "c-2", "c-1");
      assertThat(calls(written, CallFilter.all(NINE, TEN, null))).containsExactly("c-1");
      assertThat(calls(written, filter(written.history.callerKey(OTHER), null, null)))
          .containsExactly("c-4", "c-2");
      assertThat(calls(written, filter(null, "ABANDONED", null))).containsExactly("c-4", "c-3");
      assertThat(calls(written, filter(null, "SERVED", "ana")))
          .containsExactly("c-5", "c-2", "c-1");
      assertThat(calls(written, filter(null, null, "' OR '1'='1"))).isEmpty();
    }
  }

  @Test
  void pages_of_calls_follow_one_another_without_a_gap() throws Exception {
    try (WrittenHistory written = written(day())) {
      CallFilter all = CallFilter.all(NINE, ELEVEN, null);
      CallSearch.Page first = written.history.ask(handle -> CallSearch.find(handle, all, 2));
      assertThat(column(first.calls(), "call")).containsExactly("c-5", "c-4");
      Cursor after = Cursor.parse(String.valueOf(first.next()));
      CallFilter rest = new CallFilter(NINE, ELEVEN, null, null, null, null, null, null, after);
      CallSearch.Page second = written.history.ask(handle -> CallSearch.find(handle, rest, 10));
      assertThat(column(second.calls(), "call")).containsExactly("c-3", "c-2", "c-1");
      assertThat(second.next()).isNull();
    }
  }

  private static SavedReport saved(String id, LocalTime at) {
    return new SavedReport(
        id,
        "Morning ../../=1+1",
        ReportQuery.Kind.CALLS,
        null,
        SavedReport.Span.TODAY,
        Step.HOUR,
        at,
        "sue",
        Examples.NOON,
        null,
        null);
  }

  private static ReportSchedule schedule(WrittenHistory written, SavedReports saved, Path to) {
    return new ReportSchedule(
        saved,
        new Reports(written.history, ZONE, () -> written.now),
        new ReportFolder(to),
        ZONE,
        () -> written.now);
  }

  @Test
  void a_saved_report_is_put_into_its_folder_once_a_day_also_over_a_restart() throws Exception {
    Path to = folder.resolve("reports");
    HistorySettings settings = settings();
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(day().messages);
    try (WrittenHistory written = new WrittenHistory(settings, log)) {
      written.readOn();
      SavedReports saved = new SavedReports(written.history);
      assertThat(saved.add(saved("r1", LocalTime.of(12, 30)))).isTrue();
      ReportSchedule schedule = schedule(written, saved, to);
      schedule.makeDue();
      assertThat(to).doesNotExist();

      written.now = Examples.NOON.plus(Duration.ofMinutes(45));
      schedule.makeDue();
      schedule.makeDue();
      Path file = to.resolve("Morning-1-1-r1-2026-11-03.csv");
      try (Stream<Path> files = Files.list(to)) {
        assertThat(files).containsExactly(file);
      }
      assertThat(Files.readString(file)).contains("arrived_at,call", "\"c-5\"", "\"c-1\"");
      Files.delete(file);
    }
    try (WrittenHistory again = new WrittenHistory(settings, log)) {
      again.readOn();
      again.now = Examples.NOON.plus(Duration.ofHours(2));
      SavedReports saved = new SavedReports(again.history);
      ReportSchedule schedule = schedule(again, saved, to);
      schedule.makeDue();
      assertThat(to).isEmptyDirectory();
      again.now = again.now.plus(Duration.ofDays(1));
      schedule.makeDue();
      assertThat(to.resolve("Morning-1-1-r1-2026-11-04.csv")).exists();
      assertThat(saved.delete("r1")).isTrue();
      assertThat(saved.list()).isEmpty();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_told_and_tried_again() throws Exception {
    Path to = folder.resolve("taken");
    Files.writeString(to, "a file where the folder should be");
    try (WrittenHistory written = written(day())) {
      SavedReports saved = new SavedReports(written.history);
      saved.add(saved("r1", LocalTime.of(6, 0)));
      schedule(written, saved, to).makeDue();
      assertThat(saved.list().getFirst().failure()).isNotNull();
      Files.delete(to);
      schedule(written, saved, to).makeDue();
      assertThat(saved.list().getFirst().failure()).isNull();
      assertThat(to).isNotEmptyDirectory();
    }
  }
}
