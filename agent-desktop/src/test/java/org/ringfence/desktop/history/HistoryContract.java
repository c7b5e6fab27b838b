package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogRecord;
import org.ringfence.bus.MessageCodec;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.TicketId;
import org.ringfence.events.Topic;

/// What every database must do with what is said on the bus.
abstract class HistoryContract extends DatabaseCase {

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
  void what_a_talk_came_to_stands_with_its_ticket_and_the_later_word_counts() throws Exception {
    ToldCalls told = day();
    TicketId ticket = new TicketId("T-disposed");
    told.messages.add(disposed(ticket, TEN, "resolved", "first note"));
    told.messages.add(
        disposed(ticket, TEN.plusSeconds(9), "follow-up", "call back at +16125550134"));
    try (WrittenHistory written = written(told)) {
      assertThat(String.valueOf(written.dump().get("tickets")))
          .contains("follow-up", "call back at")
          .doesNotContain("first note", "6125550134");
    }
  }

  private static DispositionGiven disposed(
      TicketId ticket, Instant at, String disposition, String note) {
    return new DispositionGiven(
        Examples.ANA,
        at,
        Examples.POOL,
        ticket,
        new CallId("c-disposed"),
        new QueueName("enrollment"),
        disposition,
        note);
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
}
