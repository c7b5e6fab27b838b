package org.ringfence.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;

/// How an attempt ended is told by the caller, why by the platform.
class CallBookTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant START = Instant.parse("2016-11-01T13:00:00Z");
  private static final Pace PACE = new Pace(0, START, -1, 2);
  private static final CallId CALL = new CallId("rf1-1.1");
  private static final TicketId TICKET = new TicketId("Trf1-1.1");
  private static final PoolName POOL = new PoolName("main");
  private static final QueueName QUEUE = new QueueName("enrollment");
  private static final LineId LINE = new LineId("16515550100");

  private final CallBook book = new CallBook();

  @Test
  void a_served_caller_has_the_wait_that_was_heard_in_the_scenarios_seconds() {
    AttemptStory story = story(AttemptStory.End.TALKED, 60);
    story.talkNanos = 30 * SECOND;
    story.agent = 0;
    say(verdict(Stage.ARRIVAL, Verdict.ADMIT), reached(10), placed(), connected());

    AttemptResult result = result();

    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(result.atSeconds()).isEqualTo(-1);
    assertThat(result.joinedSeconds()).isEqualTo(19);
    assertThat(result.waitSeconds()).isEqualTo(40);
    assertThat(result.talkedSeconds()).isEqualTo(60);
    assertThat(result.portSeconds()).isEqualTo(120);
    assertThat(result.agent()).isEqualTo(new AgentId("ana"));
    assertThat(result.ahead()).isEqualTo(4);
    assertThat(result.mode()).isEqualTo(Mode.AMBER);
    assertThat(book.knownShare()).isEqualTo(1);
  }

  @Test
  void a_talk_that_the_queue_manager_did_not_make_was_the_safety_queues() {
    AttemptStory story = story(AttemptStory.End.TALKED, 60);
    story.talkNanos = 30 * SECOND;
    story.agent = 0;
    say(verdict(Stage.ARRIVAL, Verdict.ADMIT), reached(10), placed());

    assertThat(result().outcome()).isEqualTo(Outcome.SAFETY);
  }

  @Test
  void who_gave_up_was_in_line_diverted_or_still_in_the_questions() {
    story(AttemptStory.End.GAVE_UP_IN_QUESTIONS, 20);
    assertThat(result().outcome()).isEqualTo(Outcome.ABANDONED_IVR);

    say(reached(10));
    assertThat(result().outcome()).isEqualTo(Outcome.ABANDONED_QUEUE);

    say(verdict(Stage.JOIN, Verdict.DIVERT));
    assertThat(result().outcome()).isEqualTo(Outcome.DIVERTED_ABANDONED);
    assertThat(result().diverted()).isTrue();
  }

  @Test
  void an_attempt_that_was_not_found_on_the_bus_keeps_what_the_caller_knows() {
    story(AttemptStory.End.REJECTED, 1);

    CallBook other = new CallBook();
    other.begin(lonely());
    assertThat(other.knownShare()).isZero();
    assertThat(result().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result().mode()).isNull();
  }

  private static AttemptStory lonely() {
    return new AttemptStory(TestPlans.caller("q", 0, 60, 60, Label.HUMAN), 1, "r9", 0);
  }

  private AttemptStory story(AttemptStory.End end, long overSecond) {
    AttemptStory story =
        new AttemptStory(TestPlans.caller("p", 0, 60, 60, Label.HUMAN), 1, "r1", 0);
    story.end = end;
    story.overNanos = overSecond * SECOND;
    book.begin(story);
    book.named("r1", CALL);
    return story;
  }

  private void say(Message... messages) {
    for (Message message : messages) {
      book.on(message, "");
    }
  }

  private AttemptResult result() {
    return book.results(PACE, List.of(TestPlans.agent("ana"))).getFirst();
  }

  private static VerdictReached verdict(Stage stage, Verdict verdict) {
    return new VerdictReached(
        CALL,
        START,
        LINE,
        stage,
        verdict,
        verdict,
        1,
        Mode.AMBER,
        List.of(),
        PhoneNumber.NONE,
        0,
        null);
  }

  private static QueueReached reached(long second) {
    return new QueueReached(
        CALL,
        START.plusSeconds(second),
        POOL,
        QUEUE,
        null,
        START.plusSeconds(second),
        LINE,
        PhoneNumber.NONE,
        Attestation.UNSIGNED,
        "en",
        List.of(),
        "PJSIP/trunk-1",
        false,
        0,
        false,
        null);
  }

  private static TicketPlaced placed() {
    return new TicketPlaced(TICKET, CALL, START, POOL, QUEUE, 5, null, false, null, null);
  }

  private static OfferConnected connected() {
    return new OfferConnected(new OfferId("O1"), START, POOL, TICKET, new AgentId("ana"));
  }
}
