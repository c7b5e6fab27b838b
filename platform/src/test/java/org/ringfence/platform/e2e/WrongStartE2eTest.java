package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A start that cannot work says what is wrong, in words for the operator.
@Tag("asterisk")
@Timeout(240)
class WrongStartE2eTest {

  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void choosePorts() throws IOException {
    for (String port :
        List.of(
            "asterisk.sip.port",
            "gateway.ami.port",
            "gateway.agi.port",
            "asterisk.browser.port",
            "kafka.embedded.port",
            "kafka.embedded.controller-port",
            "web.port")) {
      settings.put(port, Integer.toString(FreePort.take()));
    }
  }

  @Test
  void an_unknown_key_and_a_wrong_value_are_both_named() throws Exception {
    settings.put("web.prot", "1");
    settings.put("asterisk.tick-seconds", "often");

    LauncherRun run = LauncherRun.of(folder, settings, "check");

    assertThat(run.said()).contains("web.prot", "asterisk.tick-seconds");
    assertThat(run.exit()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
  }

  @Test
  void missing_prompts_are_named() throws Exception {
    Path list = folder.resolve("prompts.tsv");
    Files.writeString(list, "language\tid\tseconds\nen\twelcome\t2.0\n");
    settings.put("gateway.prompts-list", list.toString());

    LauncherRun run = LauncherRun.of(folder.resolve("data"), settings, "up");

    assertThat(run.said()).contains("purpose-menu", "bin/ringfence prompts");
    assertThat(run.exit()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
  }

  @Test
  void a_taken_sip_port_is_named() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      settings.put("asterisk.sip.port", Integer.toString(taken.getLocalPort()));

      LauncherRun run = LauncherRun.of(folder, settings, "up");

      assertThat(run.said()).contains("in use", Integer.toString(taken.getLocalPort()));
      assertThat(run.exit()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
    }
  }

  @Test
  void a_taken_web_port_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("web.port", Integer.toString(taken.getLocalPort()));

      String said = saidUntil("" + taken.getLocalPort());

      assertThat(said).contains("in use");
    }
  }

  @Test
  void a_broker_folder_of_another_cluster_is_named() throws Exception {
    Path kafka = Files.createDirectories(folder.resolve("kafka"));
    Files.writeString(folder.resolve("cluster-id"), "BBBBBBBBBBBBBBBBBBBBBB");
    Files.writeString(
        kafka.resolve("meta.properties"),
        "cluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=1\nversion=1\n");

    LauncherRun run = LauncherRun.of(folder, settings, "up");

    assertThat(run.said())
        .contains(kafka.toString(), "AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB");
    assertThat(run.exit()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
  }

  @Test
  void a_damaged_broker_folder_is_named() throws Exception {
    Path kafka = Files.createDirectories(folder.resolve("kafka"));
    Files.writeString(kafka.resolve("meta.properties"), "no such thing\u0000\n");

    LauncherRun run = LauncherRun.of(folder, settings, "up");

    assertThat(run.said()).contains(kafka.toString());
    assertThat(run.exit()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
  }

  @Test
  void a_wrong_ami_secret_is_told() throws Exception {
    Path secret = folder.resolve("wrong");
    Files.writeString(secret, "wrong\n");
    settings.put("gateway.ami.secret-file", secret.toString());

    String said = saidUntil(secret.toString());

    assertThat(said).contains(secret.toString());
  }

  /// What `up`, which goes on trying, says until it says this.
  private String saidUntil(String expected) throws IOException, InterruptedException {
    Path log = folder.resolve("up.log");
    Process up =
        LauncherRun.builder(folder.resolve("data"), settings, "up")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Files.readString(log)).contains(expected));
      return Files.readString(log);
    } finally {
      up.destroy();
      assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
