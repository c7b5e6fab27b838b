package org.ringfence.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/// How to reach the cluster, and what topics get there when they are absent.
///
/// @param bootstrapServers `host:port`, comma-separated
/// @param security client properties for security, empty for a plain cluster
/// @param partitions of a topic that is made
/// @param replication of a topic that is made; -1 leaves it to the cluster
public record BusConnection(
    String bootstrapServers, Map<String, String> security, int partitions, short replication) {

  public BusConnection {
    security = Map.copyOf(security);
  }

  /// The one-node broker inside this process.
  public static BusConnection embedded(String bootstrapServers, String user, String password) {
    return new BusConnection(
        bootstrapServers,
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                + user
                + "\" password=\""
                + password
                + "\";"),
        1,
        (short) 1);
  }

  /// What every client of this cluster needs.
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new LinkedHashMap<>(security);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
