package org.ringfence.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.CallView;
import org.ringfence.desktop.board.BoardViews.JudgedView;
import org.ringfence.desktop.board.BoardViews.LineView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.RangeView;
import org.ringfence.desktop.board.BoardViews.TotalsView;
import org.ringfence.desktop.board.BoardViews.VerdictView;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class BoardModelTest {

  private Instant now = NOON;
  private int count;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BoardModel board =
      new BoardModel(
          Examples.SITE,
          ZoneId.of("America/Chicago"),
          Duration.ofHours(24),
          Examples.RULES,
          () -> now,
          meters);

  private void hear(Message... messages) {
    for (Message message : messages) {
      board.on(message, "id" + count++);
    }
  }

  private BoardChange all() {
    return board.snapshot().since(0);
  }

  private AgentView ana() {
    return board.snapshot().findAgent("ana").orElseThrow();
  }

  private TotalsView totals() {
    return board.snapshot().totals().item();
  }

  @Test
  void a_board_that_heard_nothing_names_the_site_and_claims_nothing() {
    assertThat(all().lines()).singleElement().returns(null, LineView::mode);
    assertThat(all().queues()).singleElement().returns(null, QueueView::at);
    assertThat(all().agents()).hasSize(2).allMatch(agent -> agent.state() == null);
    assertThat(totals().attempts()).isZero();
    assertThat(totals().meanServedWaitSeconds()).isNull();
  }

  @Test
  void a_queue_shows_its_last_report_with_masked_places() {
    hear(Examples.report(NOON, 1, null), Examples.report(NOON, 7, Examples.minutes(5, 9, 14)));

    QueueView queue = all().queues().getFirst();
    assertThat(queue.waiting()).isEqualTo(7);
    assertThat(queue.predicted()).isEqualTo(new RangeView(300, 540, 840));
    assertThat(queue.front())
        .singleElement()
        .satisfies(place -> {
          assertThat(place.caller()).isEqualTo("+1612•••••34");
          assertThat(place.language()).isEqualTo("es");
        });
  }

  @Test
  void an_agent_shows_whom_the_phone_rings_for_and_why() {
    hear(
        Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT),
        Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"),
        Examples.agent(ANA, NOON, AgentState.OFFERED, "pbx-1.1", ""));

    assertThat(ana().state()).isEqualTo(AgentState.OFFERED);
    assertThat(ana().call())
        .isEqualTo(
            new CallView(
                "Tpbx-1.1",
                "+1612•••••34",
                "es",
                "enrollment",
                754,
                NOON,
                "first in line",
                List.of(),
                List.of(),
                new JudgedView(
                    Verdict.ADMIT, 0, List.of("listed by ada: it only receives calls"))));
  }

  @Test
  void an_agent_who_is_free_again_shows_no_call() {
    hear(
        Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"),
        Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""),
        Examples.agent(ANA, NOON.plusSeconds(60), AgentState.READY, null, ""));

    assertThat(ana().call()).isNull();
    assertThat(ana().since()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void the_same_state_said_again_does_not_restart_its_timer() {
    hear(
        Examples.agent(ANA, NOON, AgentState.PAUSED, null, "Lunch"),
        Examples.agent(ANA, NOON.plusSeconds(60), AgentState.PAUSED, null, "Lunch"));

    assertThat(ana().since()).isEqualTo(NOON);
    assertThat(ana().reason()).isEqualTo("Lunch");
  }

  @Test
  void a_number_that_is_heard_after_its_offer_reaches_the_page_as_a_change() {
    hear(
        Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"),
        Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));
    long before = board.snapshot().version();
    assertThat(ana().call()).isNotNull().returns("unknown", CallView::caller);

    hear(
        new AttemptArrived(
            new CallId("pbx-1.1"),
            NOON,
            Examples.LINE,
            Examples.CALLER,
            Privacy.NONE,
            Attestation.A,
            "x",
            1));

    assertThat(board.snapshot().since(before).agents())
        .singleElement()
        .satisfies(agent ->
            assertThat(agent.call()).isNotNull().returns("+1612•••••34", CallView::caller));
  }

  @Test
  void a_mode_is_shown_with_since_when_and_why() {
    hear(Examples.mode(Mode.RED, NOON, "400 attempts in 5 min"));

    assertThat(all().lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.mode()).isEqualTo(Mode.RED);
          assertThat(line.since()).isEqualTo(NOON);
          assertThat(line.why()).isEqualTo("400 attempts in 5 min");
        });
  }

  @Test
  void verdicts_are_counted_by_minute_and_by_day() {
    Instant earlier = NOON.minus(Duration.ofMinutes(3));
    hear(
        Examples.verdict("c1", earlier, Stage.ARRIVAL, Verdict.ADMIT),
        Examples.verdict("c1", NOON, Stage.JOIN, Verdict.ADMIT),
        Examples.verdict("c2", NOON, Stage.ARRIVAL, Verdict.ADMIT),
        Examples.verdict("c2", NOON, Stage.JOIN, Verdict.REJECT),
        Examples.verdict("c3", NOON, Stage.ARRIVAL, Verdict.REJECT),
        Examples.failedOpen("c4", NOON));

    assertThat(all().minutes())
        .extracting(BoardViews.MinuteView::verdicts)
        .containsExactly(Map.of(Verdict.ADMIT, 1), Map.of(Verdict.ADMIT, 1, Verdict.REJECT, 2));
    assertThat(all().minutes().getLast().failedOpen()).isEqualTo(1);
    assertThat(totals().attempts()).isEqualTo(3);
    assertThat(totals().verdicts()).isEqualTo(Map.of(Verdict.ADMIT, 2, Verdict.REJECT, 1));
    assertThat(totals().refusedAfterQuestions()).isEqualTo(1);
    assertThat(totals().failedOpen()).isEqualTo(1);
  }

  @Test
  void served_and_abandoned_are_summed_with_what_was_promised() {
    hear(
        Examples.served("c1", ANA, NOON, Duration.ofMinutes(10)),
        Examples.served("c2", ANA, NOON, Duration.ofMinutes(20)),
        Examples.abandoned("c3", NOON));

    assertThat(totals().served()).isEqualTo(2);
    assertThat(totals().abandoned()).isEqualTo(1);
    assertThat(totals().meanServedWaitSeconds()).isEqualTo(900);
    assertThat(totals().told()).isEqualTo(2);
    assertThat(totals().toldRight()).isEqualTo(1);
    assertThat(ana().servedToday()).isEqualTo(2);
  }

  @Test
  void an_agents_talks_of_today_are_added_up_with_their_holds() {
    hear(
        Examples.agent(ANA, NOON, AgentState.TALKING, "c1", ""),
        Examples.agent(ANA, NOON.plusSeconds(60), AgentState.HOLDING, "c1", ""),
        Examples.agent(ANA, NOON.plusSeconds(90), AgentState.TALKING, "c1", ""),
        Examples.agent(ANA, NOON.plusSeconds(120), AgentState.WRAP_UP, null, ""),
        Examples.agent(ANA, NOON.plusSeconds(150), AgentState.READY, null, ""));

    assertThat(ana().talkSecondsToday()).isEqualTo(120);
    now = NOON.plus(Duration.ofHours(13));
    assertThat(ana().talkSecondsToday()).isZero();
  }

  @Test
  void a_new_day_in_the_sites_time_zone_starts_from_nothing() {
    hear(Examples.served("c1", ANA, NOON, Duration.ofMinutes(10)));
    long before = board.snapshot().version();

    now = NOON.plus(Duration.ofHours(13));

    assertThat(totals().served()).isZero();
    assertThat(ana().servedToday()).isZero();
    assertThat(board.snapshot().since(before).totals()).hasSize(1);
  }

  @Test
  void yesterdays_calls_in_the_history_are_not_counted_today() {
    hear(Examples.served("c1", ANA, NOON.minus(Duration.ofHours(13)), Duration.ofMinutes(10)));

    assertThat(totals().served()).isZero();
    assertThat(ana().servedToday()).isZero();
  }

  @Test
  void what_is_said_twice_counts_once() {
    Message message = Examples.served("c1", ANA, NOON, Duration.ofMinutes(10));
    board.on(message, "same");
    board.on(message, "same");

    assertThat(totals().served()).isEqualTo(1);
    assertThat(meters.counter("ringfence.board.repeated").count()).isEqualTo(1);
  }

  @Test
  void a_flood_of_refusals_stays_bounded_and_leaves_the_admitted_on_the_list() {
    hear(Examples.verdict("person", NOON, Stage.ARRIVAL, Verdict.ADMIT));
    for (int i = 0; i < 5_000; i++) {
      hear(Examples.verdict("machine" + i, NOON, Stage.ARRIVAL, Verdict.REJECT));
    }

    assertThat(all().verdicts()).hasSize(VerdictFold.KEPT_EACH + 1);
    assertThat(all().verdicts()).extracting(VerdictView::call).startsWith("person");
  }

  @Test
  void minutes_older_than_an_hour_and_from_the_future_do_not_pile_up() {
    for (int minute = -500; minute < 500; minute++) {
      Instant at = NOON.plus(Duration.ofMinutes(minute));
      hear(Examples.verdict("c" + minute, at, Stage.ARRIVAL, Verdict.ADMIT));
    }

    assertThat(all().minutes()).hasSize(61);
    assertThat(all().minutes().getLast().minute()).isBefore(NOON);
  }

  @Test
  void only_what_changed_is_sent_again() {
    hear(Examples.report(NOON, 1, null));
    long before = board.snapshot().version();

    hear(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    BoardChange change = board.snapshot().since(before);
    assertThat(change.agents()).extracting(AgentView::agent).containsExactly("ana");
    assertThat(change.queues()).isEmpty();
    assertThat(change.totals()).isEmpty();
  }

  @Test
  void a_number_in_a_careless_text_is_masked_and_hostile_text_is_cut() {
    hear(
        Examples.verdict(
            "c1",
            NOON,
            Stage.ARRIVAL,
            Verdict.REJECT,
            PhoneNumber.of("<img src=x onerror=alert(1)>"),
            "seen from +16125550134 and (651) 555-0199 \u202e" + "x".repeat(10_000)));

    VerdictView verdict = all().verdicts().getFirst();
    assertThat(verdict.caller()).isEqualTo("malformed(28)");
    assertThat(verdict.reasons().getFirst().detail())
        .startsWith("seen from +1612•••••34 and ")
        .doesNotContain("5550134", "555-0199", "\u202e")
        .hasSizeLessThan(500);
  }

  @Test
  void messages_about_strangers_are_left_out() {
    hear(
        Examples.agent(
            new org.ringfence.events.AgentId("stranger"), NOON, AgentState.READY, null, ""));

    assertThat(all().agents()).hasSize(2);
  }
}
