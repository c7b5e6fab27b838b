package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogRecord;
import org.ringfence.bus.MessageCodec;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.IntervalFigures;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.Topic;

/// What every database must do.
abstract class HistoryContract {

  static final Instant TEN = Instant.parse("2026-11-03T16:00:00Z");
  private static final AgentId BEN = new AgentId("ben");
  private static final PhoneNumber OTHER = PhoneNumber.of("+16515550177");

  @TempDir Path folder;

  abstract HistorySettings settings() throws Exception;

  HistorySettings settings(String url, String user, String passwordFile) {
    return new HistorySettings(
        url,
        user,
        passwordFile,
        Duration.ofDays(30),
        Duration.ofDays(400),
        Duration.ofDays(1_000),
        folder.resolve("queue_log").toString(),
        WrittenHistory.RULES);
  }

  /// Five callers between 10:00 and 10:15: answered after 10 s and after 60 s, gone after 3 s and
  /// after 100 s, and a machine that is answered after 30 s; all but the last talk for 4 minutes.
  static ToldCalls day() {
    ToldCalls told = new ToldCalls();
    told.agent(Examples.ANA, TEN.minusSeconds(900), AgentState.READY, null, "");
    told.agent(BEN, TEN.minusSeconds(900), AgentState.PAUSED, null, "Lunch");
    told.caller("c-1", TEN.plusSeconds(1), Examples.CALLER)
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(10),
            Duration.ofSeconds(240),
            Duration.ofSeconds(30),
            TalkEnd.AGENT_HUNG_UP);
    told.caller("c-2", TEN.plusSeconds(230), OTHER)
        .told(1, Duration.ofSeconds(30))
        .missedBy(BEN, Duration.ofSeconds(31))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(60),
            Duration.ofSeconds(240),
            Duration.ofSeconds(30),
            TalkEnd.CALLER_HUNG_UP);
    told.caller("c-3", TEN.plusSeconds(300), PhoneNumber.NONE).givesUp(Duration.ofSeconds(3));
    told.caller("c-4", TEN.plusSeconds(310), OTHER)
        .told(2, Duration.ofSeconds(30))
        .givesUp(Duration.ofSeconds(100));
    told.machine("c-5", TEN.plusSeconds(590), PhoneNumber.of("+13055550188"))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            TalkEnd.AGENT_HUNG_UP);
    told.agent(Examples.ANA, TEN.plusSeconds(900), AgentState.SIGNED_OUT, null, "");
    return told;
  }

  private WrittenHistory written(ToldCalls told) throws Exception {
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(told.messages);
    WrittenHistory written = new WrittenHistory(settings(), log);
    written.readOn();
    return written;
  }

  private static ReportRow quarter(WrittenHistory written) {
    List<ReportRow> rows =
        written.history.report("enrollment", TEN, TEN.plus(15, ChronoUnit.MINUTES), Step.QUARTER);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

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
  void in_whatever_batches_the_log_is_read_and_wherever_that_breaks_off_the_tables_are_the_same()
      throws Exception {
    long seed = Long.getLong("sim.seed", 20_261_103L);
    Random random = new Random(seed);
    ToldCalls told = day();
    told.label("c-1", TEN.plusSeconds(1_000), CallLabel.MACHINE);
    try (WrittenHistory whole = written(told)) {
      for (int run = 0; run < 3; run++) {
        HistorySettings settings = url(run);
        WrittenHistory.Log log = new WrittenHistory.Log();
        log.say(told.messages);
        int crashes = 3;
        for (int crash = 0; crash <= crashes; crash++) {
          try (WrittenHistory part = new WrittenHistory(settings, log)) {
            shuffledRead(part, random, crash == crashes);
            if (crash == crashes) {
              assertThat(part.dump()).as("seed " + seed + " run " + run).isEqualTo(whole.dump());
            }
          }
        }
      }
    }
  }

  private HistorySettings url(int run) throws Exception {
    HistorySettings made = settings();
    if (made.url().startsWith("jdbc:h2")) {
      return settings(made.url() + run, "", "");
    }
    return made;
  }

  /// Reads the topics in random turns and pieces, and stops somewhere unless it is the last time.
  private static void shuffledRead(WrittenHistory part, Random random, boolean toTheEnd)
      throws Exception {
    var positions = part.follower().positions();
    List<List<LogRecord>> left = new ArrayList<>();
    part.log.records.forEach((topic, records) -> {
      int from = positions.getOrDefault(new LogPlace(topic, 0), 0L).intValue();
      left.add(records.subList(from, records.size()));
    });
    int turns = toTheEnd ? Integer.MAX_VALUE : 6;
    while (turns-- > 0 && left.stream().anyMatch(records -> !records.isEmpty())) {
      int topic = random.nextInt(left.size());
      List<LogRecord> records = left.get(topic);
      if (!records.isEmpty()) {
        int piece = Math.min(records.size(), 1 + random.nextInt(9));
        part.follower().take(records.subList(0, piece));
        left.set(topic, records.subList(piece, records.size()));
      }
    }
  }

  @Test
  void what_the_cores_say_twice_is_written_once() throws Exception {
    WrittenHistory.Log once = new WrittenHistory.Log();
    WrittenHistory.Log twice = new WrittenHistory.Log();
    int n = 0;
    for (Message message : day().messages) {
      boolean ofACore = message.topic() == Topic.DECISIONS || message.topic() == Topic.VERDICTS;
      n++;
      once.say(message);
      byte[] json = new MessageCodec().encode(message);
      twice.add(message.topic(), message.at(), json, ofACore ? "core-" + n : "");
      if (ofACore && n % 5 == 0) {
        List<LogRecord> said = twice.of(message.topic());
        for (LogRecord again :
            List.copyOf(said.subList(Math.max(0, said.size() - 4), said.size()))) {
          twice.add(message.topic(), again.appendedAt(), again.json(), again.id());
        }
      }
    }
    try (WrittenHistory expected = new WrittenHistory(url(1), once);
        WrittenHistory repeated = new WrittenHistory(url(2), twice)) {
      expected.readOn();
      repeated.readOn(3);
      for (String table :
          List.of("calls", "tickets", "offers", "agent_periods", "intervals", "agent_time")) {
        assertThat(repeated.dump().get(table)).as(table).isEqualTo(expected.dump().get(table));
      }
      assertThat(repeated.dump().get("verdicts")).hasSize(10);
      assertThat(repeated.dump().get("events")).hasSameSizeAs(expected.dump().get("events"));
    }
  }

  @Test
  void of_two_writers_on_one_database_the_slower_reads_on_where_the_faster_is() throws Exception {
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(day().messages);
    HistorySettings settings = settings();
    try (WrittenHistory first = new WrittenHistory(settings, log);
        WrittenHistory second = new WrittenHistory(settings, log)) {
      first.follower().positions();
      second.follower().positions();
      List<LogRecord> screening = log.of(Topic.SCREENING);
      first.follower().take(screening);
      assertThatThrownBy(() -> second.follower().take(screening)).isNotNull();
      second.readOn();
      assertThat(second.ask("SELECT COUNT(*) FROM calls")).contains(5L);
      assertThat(
              second.ask(
                  "SELECT next_offset FROM log_position WHERE topic = 'ringfence.screening'"))
          .contains((long) screening.size());
    }
  }

  @Test
  void what_this_version_does_not_understand_is_kept_in_the_story_and_garbage_is_passed_over()
      throws Exception {
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(day().messages);
    log.add(
        Topic.DECISIONS,
        TEN,
        ("{\"type\":\"CallbackPromised\",\"v\":1,\"call\":\"c-1\",\"at\":\"2026-11-03T16:00:05Z\","
                + "\"toNumber\":\"+16125550134\",\"note\":\"nul \\u0000 and \\ud800 half\"}")
            .getBytes(StandardCharsets.UTF_8),
        "");
    for (String garbage : List.of("", "not json", "[1]", "{\"type\":3}", "{\"v\":1}", "\u0000")) {
      log.add(Topic.DECISIONS, TEN, garbage.getBytes(StandardCharsets.UTF_8), "");
    }
    try (WrittenHistory written = new WrittenHistory(settings(), log)) {
      written.readOn();
      CallStory story = written.history.findStory(new CallId("c-1")).orElseThrow();
      assertThat(story.events())
          .filteredOn(event -> event.kind().equals("CallbackPromised"))
          .singleElement()
          .satisfies(
              event -> assertThat(event.body()).contains("+1612•••••34").doesNotContain("5550134"));
      assertThat(quarter(written).all().offered()).isEqualTo(5);
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
  void the_story_of_a_call_tells_everything_in_order() throws Exception {
    try (WrittenHistory written = written(day())) {
      CallStory story = written.history.findStory(new CallId("c-2")).orElseThrow();
      assertThat(story.call())
          .containsEntry("caller_shown", "+1651•••••77")
          .containsEntry("arrived_at", TEN.plusSeconds(210))
          .containsEntry("reached_agent", true);
      assertThat(story.ticket())
          .containsEntry("outcome", "SERVED")
          .containsEntry("waited_ms", 60_000L);
      assertThat(story.events().stream().map(CallStory.StoryEvent::kind))
          .containsSubsequence(
              "AttemptArrived",
              "CallAnswered",
              "QueueReached",
              "TicketPlaced",
              "WaitTold",
              "OfferCall",
              "OfferFailed",
              "OfferConnected",
              "TalkEnded");
      assertThat(written.history.findStory(new CallId("c-99"))).isEmpty();
    }
  }

  @Test
  void no_callers_number_stands_in_any_table() throws Exception {
    ToldCalls told = day();
    told.messages.add(
        new NumberListed(
            OTHER,
            TEN,
            Examples.LINE,
            ListKind.BLOCK,
            "Sam",
            "calls from 6515550177 all day",
            Instant.MAX));
    try (WrittenHistory written = written(told)) {
      assertThat(written.dump().toString())
          .doesNotContain("5550134", "5550177", "5550188")
          .contains("+1651•••••77")
          .contains("16515550100");
    }
  }

  @Test
  void a_caller_is_forgotten_on_request_and_the_figures_stay() throws Exception {
    try (WrittenHistory written = written(day())) {
      ReportRow before = quarter(written);

      assertThat(written.history.erase(OTHER, "Sam", "asked by letter")).isEqualTo(2);

      assertThat(quarter(written)).isEqualTo(before);
      assertThat(written.dump("calls").toString()).doesNotContain("+1651•••••77");
      assertThat(written.history.findStory(new CallId("c-2")).orElseThrow().events()).isEmpty();
      assertThat(written.history.findStory(new CallId("c-1")).orElseThrow().events()).isNotEmpty();
      assertThat(written.dump("audit").toString()).contains("CALLER_ERASED", "2 calls");
      assertThat(written.history.erase(OTHER, "Sam", "again")).isZero();
    }
  }

  @Test
  void what_is_too_old_goes_and_the_figures_stay_longer() throws Exception {
    try (WrittenHistory written = written(day())) {
      assertThat(written.dump().get("events")).isNotEmpty();

      written.now = TEN.plus(Duration.ofDays(31));
      written.log.say(Examples.failedOpen("c-9", written.now));
      written.readOn();
      assertThat(written.dump().get("events")).hasSize(1);
      assertThat(written.dump().get("tickets")).hasSize(5);

      written.now = TEN.plus(Duration.ofDays(401));
      written.log.say(Examples.failedOpen("c-10", written.now));
      written.readOn();
      assertThat(written.dump().get("tickets")).isEmpty();
      assertThat(written.dump().get("verdicts")).isEmpty();
      assertThat(quarter(written).all().offered()).isEqualTo(5);
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
