package org.ringfence.gateway.agi;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.ringfence.settings.SettingsReader;

/// How AGI is listened for.
///
/// @param port 0 lets the system choose, for tests
/// @param allowed the addresses that may connect
/// @param maxSessions sessions at one time; more are closed at once
/// @param readTimeout how long a session may say nothing
public record AgiServerSettings(
    InetAddress address,
    int port,
    Set<InetAddress> allowed,
    int maxSessions,
    Duration readTimeout) {

  private static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(60);

  public AgiServerSettings {
    allowed = Set.copyOf(allowed);
  }

  public static AgiServerSettings from(SettingsReader section) {
    Set<InetAddress> allowed = new HashSet<>();
    for (String text : section.texts("allowed-addresses")) {
      try {
        allowed.add(literal(text));
      } catch (IllegalArgumentException wrong) {
        section.problem("allowed-addresses", String.valueOf(wrong.getMessage()));
      }
    }
    return new AgiServerSettings(
        section.value("bind-address", AgiServerSettings::literal, InetAddress.getLoopbackAddress()),
        section.integer("port", 1, 65_535),
        allowed,
        section.integer("max-sessions", 1, 20_000),
        section.duration("read-timeout", Duration.ofMillis(500), MAX_READ_TIMEOUT));
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("must be an IP address, not \"" + text + "\"", wrong);
    }
  }
}
