package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.Verdict;

final class DoorTest {

  private static final String PUSH = "Local/s@rf-door/n";
  private static final PhoneNumber NUMBER = PhoneNumber.of("+4722123456");

  private static final PhoneNumber OTHER = PhoneNumber.of("+4722123457");
  private static final PhoneNumber THIRD = PhoneNumber.of("+4722123458");

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started().served(Verdict.ADMIT);
    await().until(() -> !pushed().isEmpty());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  /// The variables of every batch so far.
  private List<String> pushed() {
    return harness.ami.actions("Originate").stream()
        .filter(action -> PUSH.equals(action.get("channel")))
        .map(action -> action.getOrDefault("variable", ""))
        .toList();
  }

  private void refuse() {
    Instant now = Instant.now();
    harness.bus.deliver(
        new RefuseAtDoor(
            NUMBER, now, GatewayHarness.LINE, Attestation.A, now.plusSeconds(600), null));
  }

  @Test
  void aGatewayThatStartsTakesOutWhatAnEarlierOneLeft() {
    assertThat(pushed().getFirst()).contains("_RF_CLEAR=1").doesNotContain("_RF_PUSH");
  }

  @Test
  void rulesAreWrittenTakenBackAndWrittenAgainAfterAGap() {
    refuse();
    await().until(() -> pushed().getLast().contains("_RF_PUSH1=16515550100/+4722123456A=1"));
    int before = pushed().size();
    harness.ami.cut();
    await()
        .until(() ->
            pushed().stream()
                .skip(before)
                .anyMatch(batch -> batch.contains("_RF_CLEAR=1") && batch.contains("4722123456A")));
    harness.bus.deliver(new OpenDoor(NUMBER, Instant.now(), GatewayHarness.LINE));
    await().until(() -> pushed().getLast().endsWith("_RF_PUSH1=16515550100/+4722123456A="));
  }

  @Test
  void aGatewayThatStartsWritesTheRulesThatStillHold() throws IOException {
    harness.close();
    FakeBus bus = new FakeBus();
    Instant now = Instant.now();
    bus.saidEarlier(rule(NUMBER, now.minusSeconds(200), now.plusSeconds(100)));
    bus.saidEarlier(rule(OTHER, now.minusSeconds(200), now.plusSeconds(100)));
    bus.saidEarlier(new OpenDoor(OTHER, now.minusSeconds(100), GatewayHarness.LINE));
    bus.saidEarlier(rule(THIRD, now.minusSeconds(400), now.minusSeconds(100)));

    harness = GatewayHarness.startedOn(bus);

    await().until(() -> pushed().stream().anyMatch(batch -> batch.contains("+4722123456A=1")));
    assertThat(pushed().getFirst()).contains("_RF_CLEAR=1");
    assertThat(pushed())
        .noneMatch(batch -> batch.contains("+4722123457A=1") || batch.contains("+4722123458A="));
  }

  @Test
  void allDoorsAreOpenedAtOnceWhenTheDetectorSaysSo() {
    refuse();
    await().until(() -> pushed().getLast().contains("4722123456A=1"));

    harness.bus.deliver(new OpenDoors(GatewayHarness.LINE, Instant.now(), null));

    await().until(() -> pushed().getLast().endsWith("_RF_PUSH1=16515550100/+4722123456A="));
    assertThat(harness.meters.get("ringfence.door.rules").gauge().value()).isZero();
  }

  @Test
  void whatAsteriskRefusedByItselfIsSaidInCountsOfItsCampaigns() {
    await().until(() -> harness.gateway.health().amiEventsUp());
    CampaignId campaign = new CampaignId("16515550100-1-1");
    Instant now = Instant.now();
    harness.bus.deliver(
        new RefuseAtDoor(
            NUMBER, now, GatewayHarness.LINE, Attestation.A, now.plusSeconds(600), campaign));
    for (int i = 0; i < 5; i++) {
      harness.hangUp("PJSIP/trunk-3" + i, "rf1-3." + i, 21, NUMBER.raw());
    }
    harness.hangUp("PJSIP/trunk-41", "rf1-4.1", 21, OTHER.raw());
    harness.hangUp("PJSIP/trunk-42", "rf1-4.2", 21, "<unknown>");

    await().until(() -> refusals(null) == 2);

    assertThat(refusals(campaign)).isEqualTo(5);
    assertThat(harness.bus.said(AttemptsRefused.class))
        .allMatch(said -> said.line().equals(GatewayHarness.LINE))
        .hasSizeLessThan(7);
  }

  private int refusals(@Nullable CampaignId campaign) {
    return harness.bus.said(AttemptsRefused.class).stream()
        .flatMap(said -> said.refusals().stream())
        .filter(refused -> Objects.equals(refused.campaign(), campaign))
        .mapToInt(AttemptsRefused.Refusals::attempts)
        .sum();
  }

  private static RefuseAtDoor rule(PhoneNumber number, Instant at, Instant until) {
    return new RefuseAtDoor(number, at, GatewayHarness.LINE, Attestation.A, until, null);
  }

  @Test
  void onlyCallsThatAsteriskRefusedByItselfCountAsRefusedAtTheDoor() throws IOException {
    await().until(() -> harness.gateway.health().amiEventsUp());
    harness.bus.answerNothing();
    harness.served(Verdict.REJECT);
    harness.agi.ask("arrival", "rf1-1.1", "+16125550134", "none", "A", "16515550100", "phone");
    harness.hangUp("PJSIP/trunk-11", "rf1-1.1", 21);
    harness.hangUp("PJSIP/trunk-12", "rf1-1.2", 21);
    harness.hangUp("PJSIP/trunk-12", "rf1-1.2", 21);
    harness.hangUp("PJSIP/trunk-13", "rf1-1.3", 16);
    harness.hangUp("PJSIP/ana-14", "rf1-1.4", 21);
    harness.hangUp("PJSIP/trunk-15", "rf1-1.5", 21);
    await().until(() -> harness.meters.counter("ringfence.door.refused").count() >= 2);
    assertThat(harness.meters.counter("ringfence.door.refused").count()).isEqualTo(2);
  }
}
