package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.SnapshotTaken;

final class AmiConnectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(() -> harness.gateway.health().isReady());
  }

  @Test
  void theHeartBeatsWithTheTimeOfDay() {
    awaitReady();
    String beat = harness.ami.variables.get(" RF_BEAT");
    assertThat(Long.parseLong(String.valueOf(beat)))
        .isBetween(Instant.now().getEpochSecond() - 3, Instant.now().getEpochSecond());
  }

  @Test
  void aConnectionThatIsCutIsMadeAnewAndASnapshotFollows() {
    awaitReady();
    int before = harness.bus.said(SnapshotTaken.class).size();
    harness.ami.cut();
    await().atMost(PATIENCE).until(() -> harness.bus.said(SnapshotTaken.class).size() > before);
    awaitReady();
  }

  @Test
  void aConnectionThatIsUpButSilentIsReplaced() {
    awaitReady();
    long before = harness.ami.logins();
    harness.ami.frozen = true;
    await().atMost(PATIENCE).until(() -> !harness.gateway.health().isReady());
    harness.ami.frozen = false;
    await().atMost(PATIENCE).until(() -> harness.ami.logins() >= before + 2);
    awaitReady();
  }

  @Test
  void aWrongSecretIsTriedForEverAndTheRightOneThenWorks() throws IOException {
    harness.ami.refusesLogin = true;
    harness.ami.cut();
    await().atMost(PATIENCE).until(() -> !harness.gateway.health().amiActionsUp());
    long before = harness.ami.logins();
    await().atMost(PATIENCE).until(() -> harness.ami.logins() > before + 1);
    assertThat(harness.gateway.health().isReady()).isFalse();
    harness.ami.refusesLogin = false;
    awaitReady();
  }

  @Test
  void theHeartStopsWhenTheQueueManagerIsSilentAndBeatsAgainWhenItSpeaks() throws IOException {
    awaitReady();
    assertThat(harness.agi.ask("join", "rf1-1.1", "", "", "16515550100", "+16125550134"))
        .contains("RF_SAY=|");
    harness.skip(Duration.ofSeconds(11));
    await()
        .atMost(PATIENCE)
        .until(() -> harness.gateway.health().ailment().equals("the queue manager is silent"));
    harness.bus.deliver(GatewayHarness.offer("rf1-1.1", "Trf1-1.1-1"));
    await().atMost(PATIENCE).until(() -> harness.gateway.health().ailment().isEmpty());
  }
}
