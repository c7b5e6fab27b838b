package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferId;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.Gone;
import org.ringfence.events.SnapshotTaken.LiveCaller;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.Verdict;

final class SnapshotTest {

  private final String since = "RF_SINCE=" + Instant.now().minusSeconds(300).getEpochSecond();
  private static final String LEG = "PJSIP/ana-00000001";
  private static final String OFFER = "Trf1-9.2-1";

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started().served(Verdict.ADMIT);
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  /// A snapshot of what is there now: one that was being read already may have missed it.
  private SnapshotTaken next() {
    Instant now = Instant.now();
    harness.ami.cut();
    await()
        .until(() -> {
          List<SnapshotTaken> said = harness.bus.said(SnapshotTaken.class);
          return !said.isEmpty() && said.getLast().startedAt().isAfter(now);
        });
    return harness.bus.said(SnapshotTaken.class).getLast();
  }

  private AgentPhoneChanged lastNewsOfAna() {
    List<AgentPhoneChanged> news =
        harness.bus.said(AgentPhoneChanged.class).stream()
            .filter(said -> said.agent().value().equals("ana"))
            .toList();
    assertThat(news).isNotEmpty();
    return news.getLast();
  }

  private void fill() {
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp("rf1-9.1", "rf-line", "w", "RF_TICKET=Trf1-9.1", since, "RF_DIALED=1");
    harness.channelUp("rf1-9.2", "rf-line", "b", "RF_TICKET=Trf1-9.2", since, "RF_DIALED=1");
    harness.legUp(LEG, OFFER, "rf-agent", "b", "OFFER=" + OFFER, "CALLERUID=rf1-9.2");
    harness.channelUp("rf1-9.3", "rf-ivr", "", "RF_STATE=at=purpose", since);
  }

  @Test
  void aRestartedGatewayKnowsEveryCallerAndTalkFromOneSnapshot() {
    fill();
    SnapshotTaken snapshot = next();
    assertThat(snapshot.systemName()).isEqualTo("rf1");
    assertThat(snapshot.callers())
        .extracting(LiveCaller::toString)
        .anyMatch(text -> text.contains("ticket=Trf1-9.1") && text.contains("talkingTo=null"))
        .anyMatch(text -> text.contains("ticket=Trf1-9.2") && text.contains(OFFER))
        .hasSize(2);
    assertThat(snapshot.offers())
        .extracting(LiveOffer::toString)
        .singleElement()
        .asString()
        .contains("answered=true");
    assertThat(harness.gateway.health().callsUp()).isEqualTo(3);
    harness.hangUp("PJSIP/trunk-192", "rf1-9.2", 16);
    await().until(() -> !harness.bus.said(TalkEnded.class).isEmpty());
    assertThat(harness.bus.said(TalkEnded.class).getFirst().end())
        .isEqualTo(TalkEnd.CALLER_HUNG_UP);
    assertThat(harness.bus.said(QueuedCallEnded.class)).hasSize(1);
  }

  @Test
  void aRestartedGatewayKnowsAPrivateWordWhoseLegsAreInABridgeWithoutTheCaller() {
    await().until(() -> harness.gateway.health().isReady());
    String guest = "Trf1-9.2-g2";
    harness.channelUp("rf1-9.2", "rf-line", "music", "RF_TICKET=Trf1-9.2", since, "RF_DIALED=1");
    harness.legUp(
        "PJSIP/ben-00000009",
        guest,
        "rf-party",
        "private",
        "OFFER=" + guest,
        "CALLERUID=rf1-9.2",
        "TALK=" + OFFER);
    harness.legUp(LEG, OFFER, "rf-agent", "private", "OFFER=" + OFFER, "CALLERUID=rf1-9.2");
    SnapshotTaken snapshot = next();

    assertThat(snapshot.callers())
        .singleElement()
        .satisfies(caller -> assertThat(caller.talkingTo()).isEqualTo(new OfferId(OFFER)));
    assertThat(snapshot.offers()).hasSize(2);
    harness.hangUp(LEG, OFFER, 16);
    await().until(() -> !harness.bus.said(TalkEnded.class).isEmpty());
    assertThat(harness.bus.said(TalkEnded.class).getFirst().end()).isEqualTo(TalkEnd.AGENT_HUNG_UP);
    next();
    assertThat(harness.bus.said(SnapshotTaken.class).getLast().callers().getFirst().talkingTo())
        .isEqualTo(new OfferId(guest));
  }

  @Test
  void callersOfAnAsteriskThatWasStartedAnewWereCutOffAndDidNotHangUp() {
    fill();
    next();
    harness.ami.channels.clear();
    harness.ami.variables.clear();
    harness.ami.cut();
    await().until(() -> harness.bus.said(CallEnded.class).size() == 3);
    assertThat(harness.bus.said(QueuedCallEnded.class))
        .extracting(QueuedCallEnded::cause)
        .containsOnly(QueuedCallEnded.CUT_OFF);
    assertThat(harness.bus.said(TalkEnded.class)).as("nobody hung up").isEmpty();
  }

  @Test
  void callersWhoHungUpUnheardAreEndedBySnapshotAndByWhatTheyLeft() {
    // This Asterisk has run for long.
    harness.ami.variables.put(" RF_BOOTED", "1");
    fill();
    next();
    harness.ami.channels.remove("PJSIP/trunk-191");
    harness.ami.channels.remove("PJSIP/trunk-193");
    harness.ami.database.put("/rf-gone/rf1-9.1", "1767225600:16:Trf1-9.1");
    harness.ami.database.put("/rf-gone/rf1-5.5", "1767225600:16:Trf1-5.5");
    harness.ami.database.put("/rf-gone/nonsense here", "what");
    harness.ami.cut();
    await()
        .untilAsserted(() ->
            assertThat(harness.bus.said(SnapshotTaken.class).getLast().gone())
                .extracting(Gone::ticket)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("Trf1-9.1", "Trf1-5.5"));
    assertThat(harness.bus.said(CallEnded.class))
        .extracting(end -> end.call() + " " + end.cause())
        .containsExactlyInAnyOrder("rf1-9.1 16", "rf1-9.3 0");
    assertThat(harness.gateway.health().callsUp()).isEqualTo(1);
    await()
        .untilAsserted(() ->
            assertThat(harness.ami.actions("Originate"))
                .extracting(action -> action.get("channel"))
                .contains("Local/s@rf-forget/n"));
  }

  @Test
  void aCallerWhoCameWhileWeWereAwayIsInLineAtOnceAndNotMissing() {
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp("rf1-9.6", "rf-line", "w", since, "RF_DIALED=1");
    SnapshotTaken snapshot = next();
    assertThat(harness.bus.said(QueueReached.class))
        .extracting(reached -> reached.call().value())
        .containsExactly("rf1-9.6");
    assertThat(snapshot.callers())
        .extracting(caller -> caller.ticket().value())
        .containsExactly("Trf1-9.6");
  }

  @Test
  void aPhoneInACallOfTheSafetyQueueIsNotReachableUntilThatCallEnds() {
    await().until(() -> harness.gateway.health().isReady());
    harness.ami.phones.put("PJSIP/ana", 1);
    next();
    await().untilAsserted(() -> assertThat(lastNewsOfAna().reachable()).isTrue());
    harness.legUp(LEG, "rf1-9.8", "rf-safety", "queue-bridge");
    next();
    await().untilAsserted(() -> assertThat(lastNewsOfAna().reachable()).isFalse());
    harness.hangUp(LEG, "rf1-9.8", 16);
    await().untilAsserted(() -> assertThat(lastNewsOfAna().reachable()).isTrue());
  }

  @Test
  void callersInTheSafetyQueueAreFetchedBackAndThoseWhoTalkThereAreNot() {
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp("rf1-9.4", "rf-safety", "", since);
    harness.channelUp("rf1-9.5", "rf-safety", "queue-bridge", since);
    next();
    await().until(() -> !harness.ami.actions("Redirect").isEmpty());
    assertThat(harness.ami.actions("Redirect"))
        .extracting(action ->
            Map.of(
                "channel", action.getOrDefault("channel", ""),
                "context", action.getOrDefault("context", ""),
                "exten", action.getOrDefault("exten", "")))
        .containsOnly(Map.of("channel", "PJSIP/trunk-194", "context", "rf-line", "exten", "back"));
  }

  @Test
  void afterAGapEveryPhoneIsSaidAgain() {
    await().until(() -> harness.gateway.health().isReady());
    harness.ami.phones.put("PJSIP/ana", 1);
    saidAfterAGap(true);
    saidAfterAGap(true);
    harness.ami.phones.put("PJSIP/ana", 5);
    saidAfterAGap(false);
  }

  /// The phones are read after the snapshot is said, so only their own news tell that they were.
  private void saidAfterAGap(boolean reachable) {
    int before = harness.bus.said(AgentPhoneChanged.class).size();
    harness.ami.cut();
    await()
        .until(() -> {
          List<AgentPhoneChanged> said = harness.bus.said(AgentPhoneChanged.class);
          return said.size() > before && said.getLast().reachable() == reachable;
        });
  }
}
