package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.IntervalFigures;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.events.CallLabel;
import org.ringfence.events.TalkEnd;

/// What the figures must be, in every database.
abstract class FiguresContract extends DatabaseCase {

  @Test
  void figures_are_as_their_definitions_say_with_machines_and_without() throws Exception {
    try (WrittenHistory written = written(day())) {
      IntervalFigures all = quarter(written).all();
      assertThat(all.offered()).isEqualTo(5);
      assertThat(all.answered()).isEqualTo(3);
      assertThat(all.answeredInTime()).isEqualTo(1);
      assertThat(all.abandoned()).isEqualTo(2);
      assertThat(all.abandonedShort()).isEqualTo(1);
      assertThat(all.serviceLevelAnswered()).isEqualTo(1 / 3.0);
      assertThat(all.serviceLevelOffered()).isEqualTo(1 / 4.0);
      assertThat(all.asaSeconds()).isEqualTo((10 + 60 + 30) / 3.0);
      assertThat(all.ahtSeconds()).isEqualTo((240 + 30 + 240 + 30 + 60 + 20) / 3.0);
      assertThat(all.wrapUpSeconds()).isEqualTo(80 / 3.0);
      assertThat(all.longestWaitSeconds()).isEqualTo(100);
      // Signed in for the whole quarter hour; 620 s of it with callers.
      assertThat(all.occupancy()).isCloseTo(620 / 900.0, within(1e-9));

      IntervalFigures people = quarter(written).people();
      assertThat(people.offered()).isEqualTo(4);
      assertThat(people.answered()).isEqualTo(2);
      assertThat(people.asaSeconds()).isEqualTo(35);
      assertThat(people.ahtSeconds()).isEqualTo(270);
      assertThat(people.serviceLevelOffered()).isEqualTo(1 / 3.0);
      assertThat(people.occupancy()).isCloseTo(540 / (900.0 - 82), within(1e-9));
    }
  }

  @Test
  void a_label_that_comes_later_changes_what_was_counted_as_people() throws Exception {
    ToldCalls told = day();
    try (WrittenHistory written = written(told)) {
      IntervalFigures before = quarter(written).all();

      ToldCalls later = new ToldCalls();
      later.label("c-2", TEN.plus(3, ChronoUnit.HOURS), CallLabel.MACHINE);
      later.label("c-5", TEN.plus(3, ChronoUnit.HOURS), CallLabel.PERSON);
      written.log.say(later.messages);
      written.readOn();

      assertThat(quarter(written).all()).isEqualTo(before);
      IntervalFigures people = quarter(written).people();
      assertThat(people.offered()).isEqualTo(4);
      assertThat(people.asaSeconds()).isEqualTo(20);
      assertThat(people.occupancy()).isCloseTo((270 + 80) / (900.0 - 272), within(1e-9));
    }
  }

  @Test
  void a_diverted_caller_who_was_heard_is_a_person() throws Exception {
    ToldCalls told = new ToldCalls();
    told.machine("c-5", TEN.plusSeconds(10), OTHER)
        .heard(Duration.ofSeconds(5))
        .givesUp(Duration.ofSeconds(9));
    try (WrittenHistory written = written(told)) {
      assertThat(quarter(written).people().offered()).isEqualTo(1);
    }
  }

  @Test
  void who_calls_again_is_offered_once_and_waited_from_the_first_call_on() throws Exception {
    ToldCalls told = new ToldCalls();
    told.caller("c-1", TEN.plusSeconds(10), OTHER)
        .callsAgain("c-2", Duration.ofSeconds(40), Duration.ofSeconds(60))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(130),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            TalkEnd.CALLER_HUNG_UP);
    told.caller("c-3", TEN.plusSeconds(110), OTHER).merged(Duration.ofSeconds(1));
    try (WrittenHistory written = written(told)) {
      IntervalFigures all = quarter(written).all();
      assertThat(all.offered()).isEqualTo(1);
      assertThat(all.abandoned()).isZero();
      assertThat(all.asaSeconds()).isEqualTo(130);
    }
  }

  @Test
  void who_is_called_back_is_counted_apart_and_waits_for_nobodys_average() throws Exception {
    ToldCalls told = day();
    told.caller("c-6", TEN.plusSeconds(20), OTHER)
        .isCalledBack("c-7", Duration.ofSeconds(90), Duration.ofSeconds(400))
        .answeredBy(
            BEN,
            Duration.ofSeconds(500),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            TalkEnd.AGENT_HUNG_UP);
    try (WrittenHistory written = written(told)) {
      IntervalFigures all = quarter(written).all();
      assertThat(all.callbacks()).isEqualTo(1);
      assertThat(all.offered()).isEqualTo(6);
      assertThat(all.answered()).isEqualTo(3);
      assertThat(all.serviceLevelOffered()).isEqualTo(1 / 4.0);
      assertThat(all.asaSeconds()).isEqualTo(100 / 3.0);
      assertThat(all.longestWaitSeconds()).isEqualTo(100);
      assertThat(all.ahtSeconds()).isEqualTo((620 + 70) / 4.0);
    }
  }

  @Test
  void other_rules_make_all_figures_anew() throws Exception {
    HistorySettings settings = settings();
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(day().messages);
    try (WrittenHistory written = new WrittenHistory(settings, log)) {
      written.readOn();
      assertThat(quarter(written).all().answeredInTime()).isEqualTo(1);
    }
    HistorySettings patient =
        new HistorySettings(
            settings.url(),
            settings.user(),
            settings.passwordFile(),
            settings.storyRetention(),
            settings.callRetention(),
            settings.intervalRetention(),
            "",
            new IntervalRules(Duration.ofSeconds(60), Duration.ofSeconds(2), 0.8));
    try (WrittenHistory written = new WrittenHistory(patient, log)) {
      written.log.say(Examples.failedOpen("c-9", TEN));
      written.readOn();
      assertThat(quarter(written).all().answeredInTime()).isEqualTo(3);
      assertThat(quarter(written).all().abandonedShort()).isZero();
    }
  }

  @Test
  void hours_and_days_are_sums_of_their_quarters_in_the_sites_time_zone() throws Exception {
    ToldCalls told = day();
    told.caller("c-6", Instant.parse("2026-11-04T05:59:00Z"), OTHER)
        .givesUp(Duration.ofSeconds(200));
    told.caller("c-7", Instant.parse("2026-11-04T06:00:00Z"), OTHER)
        .givesUp(Duration.ofSeconds(40));
    try (WrittenHistory written = written(told)) {
      Instant from = Instant.parse("2026-11-03T06:00:00Z");
      List<ReportRow> days =
          written.history.report(null, from, from.plus(Duration.ofDays(2)), Step.DAY).stream()
              .filter(row -> row.queue() == null)
              .toList();
      assertThat(days).extracting(row -> row.all().offered()).containsExactly(6L, 1L);
      assertThat(days.getFirst().all().longestWaitSeconds()).isEqualTo(200);
      assertThat(days.getFirst().end()).isEqualTo(Instant.parse("2026-11-04T06:00:00Z"));
      List<ReportRow> hours =
          written.history.report("enrollment", TEN, TEN.plus(Duration.ofHours(1)), Step.HOUR);
      assertThat(hours.getFirst().all().offered()).isEqualTo(5);
    }
  }
}
