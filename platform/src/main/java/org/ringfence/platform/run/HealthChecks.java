package org.ringfence.platform.run;

import java.io.File;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.ringfence.decider.DeciderHost;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.gateway.Gateway;
import org.ringfence.gateway.GatewayHealth;
import org.ringfence.platform.prompts.PromptPlacement;
import org.ringfence.platform.settings.PlatformSettings;

/// How each part is, in sentences for the board and for `/health/ready`.
final class HealthChecks {

  private static final Duration STUCK = Duration.ofSeconds(5);
  private static final long LOW_DISK_MEGABYTES = 500;

  private final PlatformSettings settings;
  private final DeciderHost screening;
  private final DeciderHost routing;
  private final Gateway gateway;
  private final FlowDesk desk;
  private final AgentsInAsterisk agents;
  private final PromptPlacement placement;
  private final InstantSource clock;

  HealthChecks(
      PlatformSettings settings,
      DeciderHost screening,
      DeciderHost routing,
      Gateway gateway,
      FlowDesk desk,
      AgentsInAsterisk agents,
      PromptPlacement placement,
      InstantSource clock) {
    this.settings = settings;
    this.screening = screening;
    this.routing = routing;
    this.gateway = gateway;
    this.desk = desk;
    this.agents = agents;
    this.placement = placement;
    this.clock = clock;
  }

  List<Supplier<ComponentHealth>> all() {
    return List.of(
        () -> host("fraud-detector", screening, "Calls are admitted unscreened until it is back."),
        () -> host("queue-manager", routing, "Callers keep waiting in Asterisk until it is back."),
        this::asterisk,
        desk::health,
        agents::health,
        this::prompts,
        this::disk);
  }

  private ComponentHealth host(String name, DeciderHost host, String meanwhile) {
    if (host.isRunning() && !host.decides()) {
      return ComponentHealth.up(name, "stands by: another node decides");
    }
    boolean beats = host.lastBeat().isAfter(clock.instant().minus(STUCK));
    if (host.isRunning() && beats) {
      return ComponentHealth.up(name, "decides");
    }
    return ComponentHealth.down(
        name,
        host.isRunning() ? "it is stuck" : "it is not running (yet)",
        meanwhile + " If this stays, look for errors in the log and check Kafka.");
  }

  private ComponentHealth asterisk() {
    GatewayHealth health = gateway.health();
    if (health.isReady()) {
      return ComponentHealth.up("asterisk", health.callsUp() + " calls followed");
    }
    if (!health.amiActionsUp() || !health.amiEventsUp()) {
      return ComponentHealth.down(
          "asterisk",
          "no connection to Asterisk's manager interface",
          "Is Asterisk running? Do gateway.ami and secrets/ami fit its manager.conf? The log says what was refused.");
    }
    return ComponentHealth.down(
        "asterisk",
        health.ailment().isEmpty() ? "the heart does not beat in Asterisk" : health.ailment(),
        "Callers go on without us; the log says more.");
  }

  private ComponentHealth prompts() {
    List<String> failed = placement.failed();
    if (!failed.isEmpty()) {
      return ComponentHealth.degraded(
          "prompts",
          failed.size() + " of the page not in place, the first " + failed.getFirst(),
          "Callers hear what was there before. Can "
              + settings.gateway().pagePrompts()
              + " be written? The log says more.");
    }
    List<String> missing = gateway.health().missingPrompts();
    return missing.isEmpty()
        ? ComponentHealth.up("prompts", "all files are there")
        : ComponentHealth.degraded(
            "prompts",
            missing.size() + " missing, the first " + missing.getFirst(),
            "Callers hear another language or nothing in their place. Run bin/ringfence prompts.");
  }

  private ComponentHealth disk() {
    File data = settings.data().toFile();
    long free = data.getUsableSpace() / 1024 / 1024;
    return free >= LOW_DISK_MEGABYTES
        ? ComponentHealth.up("disk", free + " MB free")
        : ComponentHealth.degraded(
            "disk",
            "only " + free + " MB free in " + data,
            "Make room: a full disk stops the event log.");
  }
}
