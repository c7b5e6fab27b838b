package org.ringfence.platform.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.ringfence.settings.SettingsReader;

/// Where the event bus is.
///
/// @param bootstrapServers an external cluster, or empty for the broker inside the process
/// @param clientProperties what its clients need for security
/// @param sessionTimeout so long a node is missed before another takes over
/// @param port of the broker inside the process
/// @param controllerPort of its controller
/// @param partitions of a topic that is made on an external cluster
/// @param replication likewise; -1 leaves it to the cluster
public record BusSettings(
    String bootstrapServers,
    Map<String, String> clientProperties,
    Duration sessionTimeout,
    int port,
    int controllerPort,
    int partitions,
    int replication) {

  public BusSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  public boolean isEmbedded() {
    return bootstrapServers.isEmpty();
  }

  static BusSettings from(SettingsReader section) {
    SettingsReader embedded = section.section("embedded");
    SettingsReader topics = section.section("topics");
    return new BusSettings(
        section.section("bootstrap").textOrEmpty("servers"),
        properties(section),
        section.duration("session-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        embedded.integer("port", 1, 65_535),
        embedded.integer("controller-port", 1, 65_535),
        topics.integer("partitions", 1, 1_000),
        topics.integer("replication", -1, 9));
  }

  private static Map<String, String> properties(SettingsReader section) {
    String file = section.textOrEmpty("client-properties");
    Map<String, String> read = new LinkedHashMap<>();
    if (!file.isEmpty()) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(Path.of(file))) {
        properties.load(in);
        properties.forEach((key, value) -> read.put(key.toString(), value.toString()));
      } catch (IOException | IllegalArgumentException unreadable) {
        section.problem("client-properties", "cannot be read: " + unreadable);
      }
    }
    return read;
  }
}
