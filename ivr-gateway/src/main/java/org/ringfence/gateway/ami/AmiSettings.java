package org.ringfence.gateway.ami;

import java.nio.file.Path;
import java.time.Duration;
import org.ringfence.settings.SettingsReader;

/// How Asterisk's manager interface is reached.
///
/// @param secretFile holds the secret and nothing else; read anew at each login
/// @param responseTimeout how long an action may take
/// @param pingInterval how often a silent connection is proved alive
/// @param maxQueuedEvents events not yet worked off; more are dropped, and a snapshot repairs that
public record AmiSettings(
    String host,
    int port,
    String user,
    Path secretFile,
    Duration responseTimeout,
    Duration pingInterval,
    int maxQueuedEvents) {

  public static AmiSettings from(SettingsReader section) {
    return new AmiSettings(
        section.text("host"),
        section.integer("port", 1, 65_535),
        section.text("user"),
        Path.of(section.text("secret-file")),
        section.duration("response-timeout", Duration.ofMillis(200), Duration.ofSeconds(10)),
        section.duration("ping-interval", Duration.ofMillis(200), Duration.ofSeconds(30)),
        section.integer("max-queued-events", 100, 1_000_000));
  }
}
