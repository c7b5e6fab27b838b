package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;

/// Callers who are called back.
final class CallbackTest {

  private static final String ATTEMPT = "rf1-7.1.c1";
  private static final String CHANNEL = "PJSIP/trunk-0000000b";
  private static final TicketId TICKET = new TicketId("Trf1-7.1");
  private final Instant since = Instant.now().minusSeconds(600);

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
    await().until(() -> harness.gateway.health().isReady());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private DialCallback order(Instant at) {
    return new DialCallback(
        TICKET,
        new CallId(ATTEMPT),
        at,
        GatewayHarness.POOL,
        GatewayHarness.QUEUE,
        GatewayHarness.LINE,
        PhoneNumber.of("+16125550134"),
        "es",
        since,
        Duration.ofSeconds(25));
  }

  private void dials() {
    harness.bus.deliver(order(Instant.now()));
    await().until(() -> !harness.ami.rings().isEmpty());
    harness.ami.emit("Event: Newchannel", "Channel: " + CHANNEL, "Uniqueid: " + ATTEMPT);
  }

  private void answers() {
    harness.legUp(CHANNEL, ATTEMPT, "rf-callback", "");
    harness.ami.emit(
        "Event: Newstate", "Channel: " + CHANNEL, "Uniqueid: " + ATTEMPT, "ChannelState: 6");
  }

  private String asks(int round, String keys) throws IOException {
    return harness
        .agi
        .ask(
            "callback",
            ATTEMPT,
            "a.language=es",
            Long.toString(since.getEpochSecond()),
            "16515550100",
            "+16125550134",
            TICKET.value(),
            Integer.toString(round),
            keys)
        .orElse("");
  }

  private CallbackEnded ended() {
    await().until(() -> !harness.bus.said(CallbackEnded.class).isEmpty());
    List<CallbackEnded> all = harness.bus.said(CallbackEnded.class);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void theCallerIsDialedWithTheTicketAndSeesTheNumberOfTheLine() {
    dials();
    Map<String, String> ring = harness.ami.rings().getFirst();
    assertThat(ring)
        .containsEntry("channel", "PJSIP/trunk/sip:+16125550134@127.0.0.2")
        .containsEntry("channelid", ATTEMPT)
        .containsEntry("context", "rf-callback")
        .containsEntry("callerid", "<16515550100>");
    assertThat(ring.get("variable"))
        .contains("RF_TICKET=Trf1-7.1", "RF_STATE=a.language=es", "RF_NUM=+16125550134");
  }

  @Test
  void whoPressesTheKeyIsInLineAtTheOldPlaceAndTheDetectorHearsNothing() throws IOException {
    harness.served(Verdict.ADMIT);
    dials();
    answers();
    assertThat(asks(1, ""))
        .isEqualTo(
            "RF_SAY=Trf1-7.1|ringfence/es/callback-greeting&ringfence/es/callback-keys||8|1"
                + "|callback");
    assertThat(asks(2, "1")).startsWith("RF_SAY=Trf1-7.1|").contains("ringfence/es/your-number");
    QueueReached reached = harness.bus.said(QueueReached.class).getFirst();
    assertThat(reached.call()).isEqualTo(new CallId(ATTEMPT));
    assertThat(reached.ticket()).isEqualTo(TICKET);
    assertThat(reached.since().getEpochSecond()).isEqualTo(since.getEpochSecond());
    assertThat(reached.language()).isEqualTo("es");

    harness.hangUp(CHANNEL, ATTEMPT, 16);
    await().until(() -> !harness.bus.said(QueuedCallEnded.class).isEmpty());
    assertThat(harness.bus.said(CallbackEnded.class)).isEmpty();
    assertThat(harness.bus.said(CallAnswered.class)).isEmpty();
    assertThat(harness.bus.said(CallEnded.class)).isEmpty();
  }

  @Test
  void aVoiceMailboxThatPressesNothingIsNoPerson() throws IOException {
    dials();
    answers();
    await().until(() -> asks(1, "").contains("callback-greeting"));
    assertThat(asks(2, "")).contains("callback-keys").doesNotContain("greeting");
    harness.hangUp(CHANNEL, ATTEMPT, 16);
    assertThat(ended().result()).isEqualTo(CallbackResult.NO_KEY);
    assertThat(harness.bus.said(QueueReached.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"17, BUSY", "19, NO_ANSWER", "18, NO_ANSWER", "16, NO_ANSWER", "1, FAILED"})
  void whoIsNotReachedIsToldAsTheNetworkSays(int cause, CallbackResult result) {
    dials();
    harness.hangUp(CHANNEL, ATTEMPT, cause);
    assertThat(ended().result()).isEqualTo(result);
    assertThat(ended().ticket()).isEqualTo(TICKET);
  }

  private void originateFails(int reason) {
    harness.ami.emit(
        "Event: OriginateResponse",
        "ActionID: " + harness.ami.rings().getFirst().get("actionid"),
        "Response: Failure",
        "Channel: PJSIP/trunk",
        "Reason: " + reason,
        "Uniqueid: <null>");
  }

  @Test
  void anOrderThatAsteriskCannotCarryOutHasFailed() {
    harness.bus.deliver(order(Instant.now()));
    await().until(() -> !harness.ami.rings().isEmpty());
    originateFails(0);
    assertThat(ended().result()).isEqualTo(CallbackResult.FAILED);
  }

  @Test
  void aLegThatAsteriskGaveUpWithoutAReasonIsJudgedByItsOwnEnd() {
    dials();
    originateFails(0);
    originateFails(1);
    harness.hangUp(CHANNEL, ATTEMPT, 17);
    assertThat(ended().result()).isEqualTo(CallbackResult.BUSY);
  }

  @ParameterizedTest
  @CsvSource({"3, CANCELLED, callback-cancelled", "9, NEVER_AGAIN, callback-never"})
  void aKeyCallsItOff(String key, CallbackResult result, String prompt) throws IOException {
    dials();
    answers();
    asks(1, "");
    assertThat(asks(2, key)).contains(prompt).endsWith("|bye");
    harness.hangUp(CHANNEL, ATTEMPT, 16);
    assertThat(ended().result()).isEqualTo(result);
  }

  @Test
  void aStoppedAttemptIsHungUpAndNotReported() {
    dials();
    harness.bus.deliver(
        new StopCallback(TICKET, new CallId(ATTEMPT), Instant.now(), GatewayHarness.POOL));
    await().until(() -> !harness.ami.actions("Hangup").isEmpty());
    harness.hangUp(CHANNEL, ATTEMPT, 16);
    assertThat(harness.bus.said(CallbackEnded.class)).isEmpty();
  }

  @Test
  void anOrderThatComesTwiceOrLateIsCarriedOutOnce() {
    harness.bus.deliver(order(Instant.now().minusSeconds(60)));
    dials();
    harness.bus.deliver(order(Instant.now()));
    harness.hangUp(CHANNEL, ATTEMPT, 17);
    ended();
    harness.bus.deliver(order(Instant.now()));
    harness.bus.deliver(
        new StopCallback(TICKET, new CallId("rf1-7.9.c1"), Instant.now(), GatewayHarness.POOL));
    await().during(Duration.ofMillis(300)).until(() -> harness.ami.rings().size() == 1);
  }
}
