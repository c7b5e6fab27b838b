package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

final class LineTest {

  private static final String CALL = "rf1-7.1";
  private static final String STATE = "at=enroll;a.language=es;a.purpose=enroll";
  private final String since = Long.toString(Instant.now().getEpochSecond() - 60);

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
    harness.channelUp(CALL, "rf-line", "");
    await().until(() -> harness.gateway.health().isReady());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private String join() throws IOException {
    return harness.agi.ask("join", CALL, STATE, since, "16515550100", "+16125550134").orElse("");
  }

  private String tick(String ticket) throws IOException {
    return harness
        .agi
        .ask("tick", CALL, STATE, since, "16515550100", "+16125550134", ticket)
        .orElse("");
  }

  @Test
  void aCallerGetsATicketAndHearsPositionAndRange() throws IOException {
    harness.served(Verdict.ADMIT);
    assertThat(join())
        .isEqualTo(
            "RF_SAY=Trf1-7.1|ringfence/es/your-number&ringfence/es/n-12&ringfence/es/in-line"
                + "&ringfence/es/wait-between&ringfence/es/n-20&ringfence/es/wait-and"
                + "&ringfence/es/n-30&ringfence/es/minutes");
    QueueReached reached = harness.bus.said(QueueReached.class).getFirst();
    assertThat(reached.since().getEpochSecond()).isEqualTo(Long.parseLong(since));
    assertThat(reached.language()).isEqualTo("es");
    assertThat(reached.skills()).extracting(Object::toString).containsExactly("enroll");
    assertThat(reached.channel()).isEqualTo(GatewayHarness.channel(CALL));
    assertThat(reached.diverted()).isFalse();
    assertThat(tick("Trf1-7.1"))
        .startsWith("RF_SAY=Trf1-7.1|ringfence/es/thanks-for-waiting&ringfence/es/your-number")
        .contains("n-3");
  }

  @Test
  void aCallerWhomTheQuestionsGaveAwayWaitsWithLowPriority() throws IOException {
    harness.bus.answer(
        JoinScreeningAsked.class,
        asked -> GatewayHarness.verdict(asked.call(), Stage.JOIN, Verdict.DIVERT));
    harness.served(Verdict.ADMIT);
    join();
    assertThat(harness.bus.said(QueueReached.class).getFirst().diverted()).isTrue();
  }

  @Test
  void aCallerWhoseJoinGotNoAnswerWaitsOnAndJoinsAtTheNextTickAtTheSamePlace() throws IOException {
    assertThat(join()).isEqualTo("RF_SAY=|");
    harness.served(Verdict.ADMIT);
    assertThat(tick("")).startsWith("RF_SAY=Trf1-7.1|ringfence/es/your-number");
    assertThat(harness.bus.said(QueueReached.class).getLast().since().getEpochSecond())
        .isEqualTo(Long.parseLong(since));
  }

  @Test
  void aTicketThatTheQueueManagerDoesNotKnowIsJoinedAgainAtItsOldPlace() throws IOException {
    assertThat(tick("Trf1-7.1")).isEqualTo("RF_SAY=Trf1-7.1|");
    QueueReached again = harness.bus.said(QueueReached.class).getFirst();
    assertThat(String.valueOf(again.ticket())).isEqualTo("Trf1-7.1");
    assertThat(again.since().getEpochSecond()).isEqualTo(Long.parseLong(since));
  }

  @Test
  void aHangUpInLineIsSaidToTheQueueManagerAlsoBeforeTheTicketIsConfirmed() throws IOException {
    join();
    harness.hangUp(GatewayHarness.channel(CALL), CALL, 16);
    await().until(() -> !harness.bus.said(QueuedCallEnded.class).isEmpty());
    assertThat(harness.bus.said(QueuedCallEnded.class).getFirst().ticket().value())
        .isEqualTo("Trf1-7.1");
    harness.served(Verdict.ADMIT);
    assertThat(tick("Trf1-7.1")).isEqualTo("RF_SAY=Trf1-7.1|");
    assertThat(harness.bus.saidNames().getLast()).isEqualTo("QueuedCallEnded");
  }

  @Test
  void aCallerWhomTheAgentHungUpOnIsDoneAndOneWhoseAgentsLegBrokeGoesBackInLine()
      throws IOException {
    harness.served(Verdict.ADMIT);
    join();
    assertThat(harness.agi.ask("after", CALL, "Trf1-7.1", "o-1:16:PJSIP/ana-00000001"))
        .contains("RF_NEXT=bye|ringfence/es/goodbye");
    assertThat(harness.bus.said(CallerReturned.class)).isEmpty();
    assertThat(harness.agi.ask("after", CALL, "Trf1-7.1", "o-1:44:"))
        .contains("RF_NEXT=back|ringfence/es/back-in-line");
    assertThat(harness.agi.ask("after", CALL, "Trf1-7.1", ""))
        .contains("RF_NEXT=back|ringfence/es/back-in-line");
    assertThat(harness.bus.said(CallerReturned.class)).hasSize(2);
  }

  @Test
  void whoReachesAFullQueueIsToldSoAndHungUpOn() throws IOException {
    harness.bus.answer(
        QueueReached.class,
        asked -> CallerTurnedAway.full(asked.call(), asked.at(), asked.pool(), asked.queue()));

    assertThat(join()).matches("RF_SAY=\\|.*es/line-full\\|\\|\\|\\|bye");
  }

  @Test
  void whoReachesAClosedQueueIsToldSoAndHungUpOn() throws IOException {
    harness.bus.answer(
        QueueReached.class,
        asked ->
            new CallerTurnedAway(
                asked.call(), asked.at(), asked.pool(), asked.queue(), asked.at().plusSeconds(60)));

    assertThat(join())
        .matches("RF_SAY=\\|.*es/closed-now&.*es/we-open&.*es/goodbye\\|\\|\\|\\|bye");
  }
}
