package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Two nodes, each an Asterisk and a process of ours, on one broker of its own. Pages of each are
/// phones of both.
final class TwoNodes implements AutoCloseable {

  private final Process broker;
  private final int brokerPort;
  private final Path login;
  final LivePlatform first;
  final LivePlatform second;

  /// @param changed settings of both that differ from the shipped ones
  TwoNodes(Path folder, Path config, Map<String, String> changed) throws IOException {
    brokerPort = FreePort.take();
    Path data = folder.resolve("broker");
    broker =
        LauncherRun.builder(
                data,
                Map.of(
                    "kafka.embedded.port",
                    Integer.toString(brokerPort),
                    "kafka.embedded.controller-port",
                    Integer.toString(FreePort.take())),
                "broker")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    login = data.resolve("secrets/bus.properties");
    Awaiting.until(Duration.ofSeconds(120), () -> assertThat(login).exists());
    int firstWeb = FreePort.take();
    int secondWeb = FreePort.take();
    Map<String, String> shared = new LinkedHashMap<>(changed);
    String scheme = changed.containsKey("web.tls.certificate") ? "https" : "http";
    shared.put("kafka.bootstrap.servers", "\"127.0.0.1:" + brokerPort + "\"");
    shared.put("kafka.client-properties", "\"" + login + "\"");
    shared.put("kafka.topics.partitions", "1");
    shared.put(
        "web.phone.nodes",
        String.format(
            "[{ node = rf1, address = \"%1$s://127.0.0.1:%2$d\" },"
                + " { node = rf2, address = \"%1$s://127.0.0.1:%3$d\" }]",
            scheme, firstWeb, secondWeb));
    first = LivePlatform.start(folder.resolve("first"), config, named(shared, "rf1", firstWeb));
    // Both hash numbers with the same key.
    Path secrets = Files.createDirectories(folder.resolve("second/data/secrets"));
    Files.copy(first.dataFolder().resolve("secrets/number-key"), secrets.resolve("number-key"));
    try {
      second =
          LivePlatform.start(folder.resolve("second"), config, named(shared, "rf2", secondWeb));
    } catch (IOException | RuntimeException | AssertionError failed) {
      first.close();
      stopBroker();
      throw failed;
    }
  }

  private static Map<String, String> named(Map<String, String> shared, String node, int webPort) {
    Map<String, String> settings = new LinkedHashMap<>(shared);
    settings.put("node", node);
    settings.put("web.port", Integer.toString(webPort));
    return settings;
  }

  String brokerAddress() {
    return "127.0.0.1:" + brokerPort;
  }

  /// The file with which a program connects to the broker.
  Path brokerLogin() {
    return login;
  }

  @Override
  public void close() {
    second.close();
    first.close();
    stopBroker();
  }

  private void stopBroker() {
    broker.destroy();
    try {
      if (!broker.waitFor(20, TimeUnit.SECONDS)) {
        broker.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
