package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferEvent.CallerHeld;
import org.ringfence.events.OfferEvent.CallerResumed;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.Verdict;

final class OfferTest {

  private static final String CALL = "rf1-8.1";
  private static final String CALLER = GatewayHarness.channel(CALL);
  private static final String OFFER = "Trf1-8.1-1";
  private static final String LEG = "PJSIP/ana-00000005";
  private static final String TOKEN = CALLER + " SHARED(RF_OFFER)";

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started().served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp(CALL, "rf-line", "");
    harness.ami.variables.put(TOKEN, "none");
    harness.agi.ask("join", CALL, "", "", "16515550100", "+16125550134");
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void offer() {
    harness.bus.deliver(GatewayHarness.offer(CALL, OFFER));
  }

  private void offerAndWait() {
    offer();
    await().until(() -> !harness.ami.rings().isEmpty());
    leg("Newchannel", "ChannelState: 0");
  }

  private void leg(String event, String... more) {
    String[] lines = new String[more.length + 3];
    lines[0] = "Event: " + event;
    lines[1] = "Channel: " + LEG;
    lines[2] = "Uniqueid: " + OFFER;
    System.arraycopy(more, 0, lines, 3, more.length);
    harness.ami.emit(lines);
  }

  private void talk() {
    offerAndWait();
    leg("Newstate", "ChannelState: 5");
    leg("Newstate", "ChannelState: 6");
    leg("BridgeEnter", "BridgeUniqueid: b-1");
    await().until(() -> !harness.bus.said(OfferConnected.class).isEmpty());
  }

  private TalkEnd talkEnd() {
    await().until(() -> !harness.bus.said(TalkEnded.class).isEmpty());
    assertThat(harness.bus.said(TalkEnded.class)).hasSize(1);
    return harness.bus.said(TalkEnded.class).getFirst().end();
  }

  private OfferFailure failure() {
    await().until(() -> !harness.bus.said(OfferFailed.class).isEmpty());
    assertThat(harness.bus.said(OfferFailed.class)).hasSize(1);
    return harness.bus.said(OfferFailed.class).getFirst().failure();
  }

  @Test
  void thePhoneInTheBrowserIsRungAsLongAsItIsThereAndTheOneAtTheDeskOtherwise() {
    peer("PJSIP/ana", "Registered");
    peer("PJSIP/ana_web", "Registered");
    await().until(() -> !phoneNews().isEmpty());
    offerAndWait();
    assertThat(harness.ami.rings().getLast()).containsEntry("channel", "PJSIP/ana_web");

    leg("Hangup", "Cause: 17");
    peer("PJSIP/ana_web", "Unregistered");
    // The desk phone is still there, so nothing is news for the queue manager.
    await().pollDelay(Duration.ofMillis(100)).until(() -> phoneNews().size() == 1);
    harness.bus.deliver(GatewayHarness.offer(CALL, "Trf1-8.1-2"));
    await().until(() -> harness.ami.rings().size() == 2);
    assertThat(harness.ami.rings().getLast()).containsEntry("channel", "PJSIP/ana");
  }

  private void peer(String device, String status) {
    harness.ami.emit("Event: PeerStatus", "Peer: " + device, "PeerStatus: " + status);
  }

  private List<AgentPhoneChanged> phoneNews() {
    return harness.bus.said(AgentPhoneChanged.class);
  }

  @Test
  void anOfferPutsItsTokenOnTheCallerBeforeThePhoneRings() {
    offerAndWait();
    Map<String, String> originate = harness.ami.rings().getFirst();
    assertThat(harness.ami.variables).containsEntry(TOKEN, OFFER);
    assertThat(originate)
        .containsEntry("channel", "PJSIP/ana")
        .containsEntry("channelid", OFFER)
        .containsEntry("context", "rf-agent")
        .containsEntry("exten", "join")
        .containsEntry("timeout", "20000")
        .containsEntry("async", "true")
        .containsEntry("variable", "OFFER=" + OFFER + ",CALLER=" + CALLER + ",CALLERUID=" + CALL);
    assertThat(originate.get("callerid")).contains("+1612xxxxx34").doesNotContain("6125550134");
    leg("Newstate", "ChannelState: 5");
    await().until(() -> !harness.bus.said(OfferRang.class).isEmpty());
    assertThat(harness.meters.timer("ringfence.offer.ring").count()).isEqualTo(1);
  }

  @Test
  void theSameOfferTwiceRingsOnce() {
    offerAndWait();
    offer();
    offer();
    leg("Hangup", "Cause: 17");
    assertThat(failure()).isEqualTo(OfferFailure.BUSY);
    offer();
    await().during(Duration.ofMillis(100)).until(() -> harness.ami.rings().size() == 1);
  }

  @Test
  void aPhoneThatRingsOutIsBusyDeclinesOrIsAwaySaysSo() {
    offerAndWait();
    leg("Newstate", "ChannelState: 5");
    leg("Hangup", "Cause: 0");
    assertThat(failure()).isEqualTo(OfferFailure.NO_ANSWER);
  }

  @Test
  void aPhoneThatIsNotRegisteredFailsAtOnce() {
    offer();
    await().until(() -> !harness.ami.rings().isEmpty());
    String id = harness.ami.rings().getFirst().get("actionid");
    harness.ami.emit(
        "Event: OriginateResponse",
        "ActionID: " + id,
        "Response: Failure",
        "Channel: PJSIP/ana",
        "Reason: 0",
        "Uniqueid: <null>");
    assertThat(failure()).isEqualTo(OfferFailure.UNREACHABLE);
  }

  @Test
  void aCallerWhoIsGoneOrTakenIsNotRungFor() {
    harness.ami.variables.put(TOKEN, "taken:Trf1-8.1-0");
    offer();
    assertThat(failure()).isEqualTo(OfferFailure.CLAIM_LOST);
    assertThat(harness.ami.variables).containsEntry(TOKEN, "taken:Trf1-8.1-0");
    harness.ami.channels.remove(CALLER);
    harness.bus.deliver(GatewayHarness.offer(CALL, "Trf1-8.1-2"));
    await().until(() -> harness.bus.said(OfferFailed.class).size() == 2);
    assertThat(harness.bus.said(OfferFailed.class).getLast().failure())
        .isEqualTo(OfferFailure.CALLER_GONE);
    assertThat(harness.ami.rings()).isEmpty();
  }

  @Test
  void anAnsweredLegThatLostTheCallerSaysWhy() {
    offerAndWait();
    leg("Newstate", "ChannelState: 6");
    leg("Hangup", "Cause: 16");
    assertThat(failure()).isEqualTo(OfferFailure.CLAIM_LOST);
    assertThat(harness.bus.saidNames()).contains("OfferRang");
  }

  @Test
  void aWithdrawnOfferStopsRingingAndATakenOneTalksOn() {
    offerAndWait();
    leg("Newstate", "ChannelState: 5");
    await().until(() -> !harness.bus.said(OfferRang.class).isEmpty());
    withdraw();
    await().until(() -> !harness.ami.actions("Hangup").isEmpty());
    assertThat(harness.ami.variables).containsEntry(TOKEN, "none");
    assertThat(harness.ami.actions("Hangup").getFirst()).containsEntry("channel", LEG);
    leg("Hangup", "Cause: 16");
    assertThat(failure()).isEqualTo(OfferFailure.CLAIM_LOST);
  }

  @Test
  void aWithdrawnOfferThatNeverRangWentToADeadPhone() {
    offerAndWait();
    harness.skippedNanos.addAndGet(Duration.ofSeconds(3).toNanos());
    withdraw();
    await().until(() -> !harness.ami.actions("Hangup").isEmpty());
    leg("Hangup", "Cause: 0");
    assertThat(failure()).isEqualTo(OfferFailure.UNREACHABLE);
  }

  @Test
  void aWithdrawalThatComesAfterTheClaimDoesNothing() {
    offerAndWait();
    harness.ami.variables.put(TOKEN, "taken:" + OFFER);
    long before = harness.ami.actions("Getvar").size();
    withdraw();
    await().until(() -> harness.ami.actions("Getvar").size() > before);
    leg("BridgeEnter", "BridgeUniqueid: b-1");
    await().until(() -> !harness.bus.said(OfferConnected.class).isEmpty());
    assertThat(harness.ami.actions("Hangup")).isEmpty();
    assertThat(harness.ami.variables).containsEntry(TOKEN, "taken:" + OFFER);
  }

  private void withdraw() {
    harness.bus.deliver(
        new WithdrawOffer(
            new OfferId(OFFER),
            GatewayHarness.ticket(CALL),
            new CallId(CALL),
            CALLER,
            new AgentId("ana"),
            GatewayHarness.NOW,
            GatewayHarness.POOL));
  }

  @Test
  void aCallerWhoHangsUpEndsTheTalkBeforeTheCall() {
    talk();
    harness.hangUp(CALLER, CALL, 16);
    leg("Hangup", "Cause: 16");
    assertThat(talkEnd()).isEqualTo(TalkEnd.CALLER_HUNG_UP);
    // The last of what is said.
    await().until(() -> harness.bus.saidNames().contains("QueuedCallEnded"));
    assertThat(harness.bus.said(CallEnded.class).getFirst().reachedAgent()).isTrue();
    assertThat(harness.bus.saidNames())
        .containsSubsequence("OfferConnected", "TalkEnded", "CallEnded", "QueuedCallEnded");
  }

  @Test
  void anAgentWhoHangsUpEndsTheTalkByWhatTheLegLeftOnTheCaller() throws IOException {
    talk();
    leg("Hangup", "Cause: 16");
    harness.agi.ask("after", CALL, "Trf1-8.1", OFFER + ":16:" + LEG);
    assertThat(talkEnd()).isEqualTo(TalkEnd.AGENT_HUNG_UP);
  }

  @Test
  void anAgentWhoHangsUpIsBelievedAlsoWhenTheDialplanNeverAsks() {
    talk();
    leg("Hangup", "Cause: 16");
    await()
        .untilAsserted(() -> {
          harness.skip(Duration.ofSeconds(2));
          assertThat(harness.bus.said(TalkEnded.class)).isNotEmpty();
        });
    assertThat(talkEnd()).isEqualTo(TalkEnd.AGENT_HUNG_UP);
  }

  @Test
  void aLegWhoseMediaIsLostBrokeAndTheCallerReturns() throws IOException {
    talk();
    leg("Hangup", "Cause: 44");
    assertThat(talkEnd()).isEqualTo(TalkEnd.AGENT_LEG_BROKE);
    harness.agi.ask("after", CALL, "Trf1-8.1", OFFER + ":44:");
    assertThat(harness.bus.saidNames()).containsSubsequence("TalkEnded", "CallerReturned");
  }

  @Test
  void aPhoneThatComesOrGoesIsSaidOnce() {
    harness.ami.emit("Event: PeerStatus", "Peer: PJSIP/ana", "PeerStatus: Reachable");
    harness.ami.emit("Event: PeerStatus", "Peer: PJSIP/ana", "PeerStatus: Reachable");
    harness.ami.emit("Event: PeerStatus", "Peer: PJSIP/zoe", "PeerStatus: Reachable");
    harness.ami.emit("Event: PeerStatus", "Peer: PJSIP/ana", "PeerStatus: Unreachable");
    await().until(() -> harness.bus.said(AgentPhoneChanged.class).size() >= 2);
    assertThat(harness.bus.said(AgentPhoneChanged.class))
        .extracting(AgentPhoneChanged::reachable)
        .containsExactly(true, false);
  }

  @Test
  void holdAndItsEndAreTold() {
    talk();
    leg("Hold");
    await().until(() -> !harness.bus.said(CallerHeld.class).isEmpty());
    assertThat(harness.bus.said(CallerResumed.class)).isEmpty();
    leg("Unhold");
    await().until(() -> !harness.bus.said(CallerResumed.class).isEmpty());
    assertThat(harness.bus.said(CallerHeld.class).getFirst().offer().value()).isEqualTo(OFFER);
  }

  @Test
  void theOfferOfACallerOfAnotherNodeIsLeftToItsOwnGateway() {
    harness.bus.deliver(GatewayHarness.offer("rf2-8.1", "Trf2-8.1-1"));
    offerAndWait();
    assertThat(harness.ami.rings()).hasSize(1);
    assertThat(harness.bus.said(OfferFailed.class)).isEmpty();
  }

  @Test
  void aPhoneThatIsInUseByAnotherCallIsSaidToBeAwayUntilThatCallEnds() {
    harness.ami.emit("Event: PeerStatus", "Peer: PJSIP/ana", "PeerStatus: Reachable");
    await().until(() -> !phone().isEmpty());
    harness.ami.emit(
        "Event: Newchannel", "Channel: PJSIP/ana-00000009", "Uniqueid: rf1-9.1", "ChannelState: 0");
    await().until(() -> !phone().getLast().reachable());
    harness.ami.emit(
        "Event: Hangup", "Channel: PJSIP/ana-00000009", "Uniqueid: rf1-9.1", "Cause: 16");
    await().until(() -> phone().getLast().reachable());
    assertThat(phone().getLast().node()).isEqualTo("rf1");
  }

  private List<AgentPhoneChanged> phone() {
    return harness.bus.said(AgentPhoneChanged.class).stream()
        .filter(said -> said.agent().equals(new AgentId("ana")))
        .toList();
  }
}
