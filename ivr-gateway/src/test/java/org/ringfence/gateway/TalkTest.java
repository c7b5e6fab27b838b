package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.PartyChanged;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.CallParty;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.LineDecision.JoinParty;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.Verdict;

/// Who joins a talk, as far as the gateway has to do with it.
final class TalkTest {

  private static final String CALL = "rf1-8.1";
  private static final String CALLER = GatewayHarness.channel(CALL);
  private static final String TALK = "Trf1-8.1-1";
  private static final String LEG = "PJSIP/ana-00000005";
  private static final String GUEST = "Trf1-8.1-g2";
  private static final String GUEST_LEG = "PJSIP/ben-00000006";
  private static final String PARTY = "Trf1-8.1-p3";
  private static final String PARTY_LEG = "PJSIP/trunk-00000007";
  private static final String BRIDGE = "BridgeUniqueid: b-1";

  private GatewayHarness harness;

  @BeforeEach
  void anaTalks() throws IOException {
    harness = GatewayHarness.started().served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp(CALL, "rf-line", "");
    harness.ami.variables.put(CALLER + " SHARED(RF_OFFER)", "none");
    harness.agi.ask("join", CALL, "", "", "16515550100", "+16125550134");
    harness.bus.deliver(GatewayHarness.offer(CALL, TALK));
    await().until(() -> !harness.ami.rings().isEmpty());
    up(LEG, TALK);
    await().until(() -> harness.bus.said(OfferConnected.class).size() == 1);
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void leg(String channel, String id, String event, String... more) {
    List<String> lines =
        new ArrayList<>(List.of("Event: " + event, "Channel: " + channel, "Uniqueid: " + id));
    lines.addAll(List.of(more));
    harness.ami.emit(lines.toArray(String[]::new));
  }

  private void up(String channel, String id) {
    leg(channel, id, "Newchannel", "ChannelState: 0");
    leg(channel, id, "Newstate", "ChannelState: 5");
    leg(channel, id, "Newstate", "ChannelState: 6");
    leg(channel, id, "BridgeEnter", BRIDGE);
  }

  private void benJoins() {
    benJoins(PartyKind.COLLEAGUE);
  }

  private void benJoins(PartyKind kind) {
    OfferCall plain = GatewayHarness.offer(CALL, GUEST);
    harness.bus.deliver(
        new OfferCall(
            plain.offer(),
            plain.ticket(),
            plain.call(),
            plain.channel(),
            new AgentId("ben"),
            plain.at(),
            plain.pool(),
            plain.queue(),
            plain.language(),
            plain.ringTime(),
            plain.waited(),
            plain.freeSince(),
            "ana asks you",
            null,
            null,
            new OfferId(TALK),
            kind));
    await().until(() -> harness.ami.rings().size() == 2);
    up(GUEST_LEG, GUEST);
    await().until(() -> harness.bus.said(OfferConnected.class).size() == 2);
  }

  private List<TalkEnded> ends(int count) {
    await().until(() -> harness.bus.said(TalkEnded.class).size() == count);
    return harness.bus.said(TalkEnded.class);
  }

  private CallParty party(PartyKind kind, String name, @Nullable String phone) {
    return new CallParty(
        new OfferId(PARTY),
        GatewayHarness.ticket(CALL),
        new CallId(CALL),
        CALLER,
        new AgentId("ana"),
        new OfferId(TALK),
        Instant.now(),
        GatewayHarness.POOL,
        kind,
        name,
        phone == null ? null : new AgentId(phone),
        "en",
        Duration.ofSeconds(25),
        kind == PartyKind.INTERPRETER);
  }

  private List<PartyState> states(int count) {
    await().until(() -> harness.bus.said(PartyChanged.class).size() == count);
    return harness.bus.said(PartyChanged.class).stream().map(PartyChanged::state).toList();
  }

  @Test
  void aColleagueIsRungIntoTheTalkWithoutTouchingItsFence() {
    String fence = harness.ami.variables.get(CALLER + " SHARED(RF_OFFER)");
    benJoins();

    Map<String, String> ring = harness.ami.rings().get(1);
    assertThat(ring)
        .containsEntry("channel", "PJSIP/ben")
        .containsEntry("context", "rf-party")
        .containsEntry("channelid", GUEST);
    assertThat(ring.get("variable")).contains("TALK=" + TALK, "OFFER=" + GUEST, "CALLER=" + CALLER);
    assertThat(harness.ami.variables).containsEntry(CALLER + " SHARED(RF_OFFER)", fence);
  }

  @Test
  void forAPrivateWordTheColleaguesLegIsToldWhoseLegComesToIt() {
    benJoins(PartyKind.CONSULTED);

    Map<String, String> ring = harness.ami.rings().get(1);
    assertThat(ring).containsEntry("context", "rf-party").containsEntry("exten", "join");
    assertThat(ring.get("variable")).contains("TALK=" + TALK, "HOST=" + LEG);
  }

  @Test
  void afterAPrivateWordTheColleaguesLegGoesToTheTalk() {
    benJoins(PartyKind.CONSULTED);
    harness.bus.deliver(
        new JoinParty(
            new OfferId(GUEST),
            GatewayHarness.ticket(CALL),
            new CallId(CALL),
            new AgentId("ana"),
            Instant.now(),
            GatewayHarness.POOL));

    await()
        .untilAsserted(() ->
            assertThat(harness.ami.actions("Redirect"))
                .last()
                .satisfies(redirect ->
                    assertThat(redirect)
                        .containsEntry("channel", GUEST_LEG)
                        .containsEntry("context", "rf-party")
                        .containsEntry("exten", "together")));
  }

  @Test
  void anAgentWhoLeavesATalkToAColleagueHasHungUpAndTheColleagueHasTheCaller() throws IOException {
    benJoins();
    leg(LEG, TALK, "Hangup", "Cause: 16");

    TalkEnded first = ends(1).getFirst();
    assertThat(first.agent()).isEqualTo(new AgentId("ana"));
    assertThat(first.end()).isEqualTo(TalkEnd.AGENT_HUNG_UP);

    leg(GUEST_LEG, GUEST, "Hangup", "Cause: 16");
    assertThat(harness.agi.ask("after", CALL, "T1", GUEST + ":16:" + GUEST_LEG).orElseThrow())
        .contains("bye");
    TalkEnded second = ends(2).get(1);
    assertThat(second.agent()).isEqualTo(new AgentId("ben"));
    assertThat(second.end()).isEqualTo(TalkEnd.AGENT_HUNG_UP);
  }

  @Test
  void aColleagueWhoLeavesFirstEndsOnlyTheOwnPart() {
    benJoins();
    leg(GUEST_LEG, GUEST, "Hangup", "Cause: 16");

    assertThat(ends(1).getFirst().agent()).isEqualTo(new AgentId("ben"));
  }

  @Test
  void theCallersHangUpIsTheEndForBoth() {
    benJoins();
    harness.hangUp(CALLER, CALL, 16);

    assertThat(ends(2))
        .extracting(TalkEnded::end)
        .containsExactly(TalkEnd.CALLER_HUNG_UP, TalkEnd.CALLER_HUNG_UP);
  }

  @Test
  void anAgentWhoHangsUpWhileTheCallerIsPassedOnDoesNotEndTheCall() throws IOException {
    leg(LEG, TALK, "Hangup", "Cause: 16");
    harness.bus.deliver(
        new TicketTransferred(
            GatewayHarness.ticket(CALL),
            new CallId(CALL),
            Instant.now(),
            GatewayHarness.POOL,
            new OfferId(TALK),
            new AgentId("ana"),
            GatewayHarness.QUEUE,
            GatewayHarness.QUEUE));
    await()
        .untilAsserted(() ->
            assertThat(harness.agi.ask("after", CALL, "T1", TALK + ":16:" + LEG).orElseThrow())
                .contains("back", "one-moment"));
  }

  @Test
  void somebodyOutsideIsCalledByTheTrunkAndNoCallerOfOurs() {
    harness.bus.deliver(party(PartyKind.OUTSIDE, "police", null));
    await().until(() -> harness.ami.rings().size() == 2);

    Map<String, String> ring = harness.ami.rings().get(1);
    assertThat(ring)
        .containsEntry("channel", "PJSIP/trunk/sip:+16125550911@127.0.0.2")
        .containsEntry("context", "rf-party")
        .containsEntry("timeout", "25000");
    assertThat(ring.get("callerid")).contains("16515550100");
    assertThat(ring.get("variable")).contains("OUTSIDE=outside").doesNotContain("OFFER=");
    up(PARTY_LEG, PARTY);
    leg(PARTY_LEG, PARTY, "Hangup", "Cause: 21");

    assertThat(states(3)).containsExactly(PartyState.RINGING, PartyState.JOINED, PartyState.LEFT);
    assertThat(harness.bus.said(AttemptsRefused.class)).isEmpty();
    assertThat(harness.meters.timer("ringfence.talk.party.time", "kind", "outside").count())
        .isEqualTo(1);
  }

  @Test
  void anInterpreterIsToldToEverybodyInTheTalkFirst() {
    harness.bus.deliver(party(PartyKind.INTERPRETER, "so", null));
    await().until(() -> harness.ami.rings().size() == 2);

    Map<String, String> told =
        harness.ami.actions("Originate").stream()
            .filter(order -> "Local/say@rf-tell/n".equals(order.get("channel")))
            .findFirst()
            .orElseThrow();
    assertThat(told).containsEntry("context", "rf-tell").containsEntry("exten", "join");
    assertThat(told.get("variable")).contains("__RF_PLAY=ringfence/en/interpreter-joins");
    assertThat(harness.ami.rings().get(1).get("channel")).contains("+16125550190");
    up(PARTY_LEG, PARTY);
    assertThat(states(2)).containsExactly(PartyState.RINGING, PartyState.JOINED);
  }

  @ParameterizedTest
  @CsvSource({"LISTENER,qE", "WHISPERER,qEw", "BARGER,qEB"})
  void aSupervisorsPhoneRingsIntoAnEarOfTheAgentsLeg(PartyKind kind, String options) {
    harness.bus.deliver(party(kind, "sue", "ben"));
    await().until(() -> harness.ami.rings().size() == 2);

    Map<String, String> ring = harness.ami.rings().get(1);
    assertThat(ring).containsEntry("channel", "PJSIP/ben").containsEntry("context", "rf-ear");
    assertThat(ring.get("variable")).contains("SPIED=" + LEG, "EAR=" + options, "TALK=" + TALK);
    leg(GUEST_LEG, PARTY, "Newchannel", "ChannelState: 0");
    leg(GUEST_LEG, PARTY, "Newstate", "ChannelState: 6");
    assertThat(states(1)).containsExactly(PartyState.JOINED);
  }

  @Test
  void aSupervisorWhoHasTheBrowsersPhoneIsRungThere() {
    harness.ami.emit(
        "Event: PeerStatus", "Peer: PJSIP/ben_web", "PeerStatus: Registered", "ChannelType: PJSIP");
    await()
        .until(() ->
            harness.bus.said(AgentPhoneChanged.class).stream()
                .anyMatch(phone -> phone.agent().value().equals("ben") && phone.reachable()));
    harness.bus.deliver(party(PartyKind.LISTENER, "sue", "ben"));
    await().until(() -> harness.ami.rings().size() == 2);

    assertThat(harness.ami.rings().get(1)).containsEntry("channel", "PJSIP/ben_web");
  }

  @Test
  void whoIsNotInTheSettingsIsNotCalled() {
    harness.bus.deliver(party(PartyKind.OUTSIDE, "pizza", null));

    assertThat(states(1)).containsExactly(PartyState.FAILED);
    assertThat(harness.bus.said(PartyChanged.class).getFirst().why())
        .isEqualTo("not in the settings");
    assertThat(harness.ami.rings()).hasSize(1);
  }

  @Test
  void whoIsSentOutIsHungUp() {
    harness.bus.deliver(party(PartyKind.OUTSIDE, "police", null));
    await().until(() -> harness.ami.rings().size() == 2);
    up(PARTY_LEG, PARTY);
    states(2);
    harness.bus.deliver(
        new EndParty(
            new OfferId(PARTY),
            GatewayHarness.ticket(CALL),
            new CallId(CALL),
            new AgentId("ana"),
            Instant.now(),
            GatewayHarness.POOL));

    await()
        .until(() ->
            harness.ami.actions("Hangup").stream()
                .anyMatch(hangup -> PARTY_LEG.equals(hangup.get("channel"))));
  }
}
