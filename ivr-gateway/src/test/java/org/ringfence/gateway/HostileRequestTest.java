package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.agi.AgiServerSettings;

final class HostileRequestTest {

  private static final String REQUEST =
      "agi_network: yes\nagi_network_script: arrival\nagi_channel: PJSIP/trunk-1\n";

  @Test
  void hostileNamesAndNumbersAreDataAndNothingElse() throws IOException {
    try (GatewayHarness harness = GatewayHarness.started().served(Verdict.ADMIT)) {
      List<String> numbers =
          List.of(
              "'; DROP TABLE calls; --",
              "<script>alert(1)</script>",
              "x\" | \"1\" = \"1",
              "\u0001\u0007\u001b[2J",
              "9".repeat(10_000),
              "+1,612");
      for (int i = 0; i < numbers.size(); i++) {
        String call = "rf1-1." + i;
        assertThat(harness.agi.ask("arrival", call, numbers.get(i), "none", "A", "x", "y"))
            .contains("RF_OK=admit");
        assertThat(harness.agi.ask("ivr", call, numbers.get(i), numbers.get(i)).orElse(""))
            .startsWith("RF_DO=ask|at=language|");
        assertThat(harness.agi.ask("join", call, numbers.get(i), numbers.get(i), "x", "y"))
            .isPresent();
      }
      assertThat(harness.bus.said(AttemptArrived.class))
          .hasSize(numbers.size())
          .allMatch(said -> said.caller().raw().length() <= PhoneNumber.MAX_LENGTH)
          .noneMatch(said -> said.caller().raw().matches(".*\\p{Cntrl}.*"));
    }
  }

  @Test
  void malformedRequestsAreCountedAndTheNextOneIsServed() throws IOException {
    try (GatewayHarness harness = GatewayHarness.started().served(Verdict.ADMIT)) {
      List<String> malformed = new ArrayList<>();
      malformed.add("\n");
      malformed.add("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      malformed.add(REQUEST + "\n");
      malformed.add(REQUEST + "agi_uniqueid: a b,c\n\n");
      malformed.add(REQUEST.replace("arrival", "../../etc/passwd") + "agi_uniqueid: rf1-1.1\n\n");
      malformed.add("agi_name: " + "x".repeat(100_000) + "\n\n");
      malformed.add("agi_name: x\n".repeat(20_000));
      Random random = new Random(7);
      StringBuilder noise = new StringBuilder();
      for (int i = 0; i < 5_000; i++) {
        noise.append((char) random.nextInt(256));
      }
      malformed.add(noise + "\n\n");
      for (String request : malformed) {
        assertThat(harness.agi.send(request)).isEmpty();
      }
      assertThat(
              harness.agi.send(
                  REQUEST + "agi_uniqueid: rf1-2.1\nagi_arg_999999999: x\nagi_arg_z: y\n\n"))
          .contains("RF_OK=admit");
      assertThat(harness.meters.counter("ringfence.agi.malformed").count()).isGreaterThan(3);
      assertThat(harness.gateway.isAlive()).isTrue();
    }
  }

  @Test
  void aSessionBeyondTheBoundIsClosedAtOnceAndCounted() throws IOException {
    try (GatewayHarness harness =
        new GatewayHarness(settings -> withAgi(settings, InetAddress.getLoopbackAddress(), 1))) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (Socket silent = new Socket(loopback, harness.gateway.agiPort())) {
        await().until(() -> harness.meters.get("ringfence.agi.sessions").gauge().value() == 1);
        assertThat(harness.agi.send("\n")).isEqualTo(Optional.empty());
        await()
            .until(() ->
                harness.meters.counter("ringfence.agi.refused", "cause", "bound").count() == 1);
        assertThat(silent.isConnected()).isTrue();
      }
      await().until(() -> harness.meters.get("ringfence.agi.sessions").gauge().value() == 0);
    }
  }

  @Test
  void whoIsNotListedIsCutOff() throws IOException {
    InetAddress other = InetAddress.ofLiteral("127.0.0.9");
    try (GatewayHarness harness = new GatewayHarness(settings -> withAgi(settings, other, 9))) {
      assertThat(harness.agi.ask("ivr", "rf1-1.1", "", "")).isEmpty();
      assertThat(harness.meters.counter("ringfence.agi.refused", "cause", "address").count())
          .isEqualTo(1);
    }
  }

  private static GatewaySettings withAgi(
      GatewaySettings settings, InetAddress allowed, int maxSessions) {
    return new GatewaySettings(
        settings.systemName(),
        settings.flowFile(),
        settings.promptsList(),
        settings.pagePrompts(),
        settings.maxCalls(),
        settings.snapshotInterval(),
        new AgiServerSettings(
            InetAddress.getLoopbackAddress(),
            0,
            Set.of(allowed),
            maxSessions,
            Duration.ofSeconds(5)),
        settings.ami(),
        settings.screening(),
        settings.ear(),
        settings.line(),
        settings.callbacks(),
        settings.doors(),
        settings.recording());
  }
}
