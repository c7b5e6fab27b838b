package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.Verdict;

final class DoorTest {

  private static final String PUSH = "Local/s@rf-door/n";
  private static final PhoneNumber NUMBER = PhoneNumber.of("+4722123456");

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
