package org.ringfence.desktop.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ringfence.desktop.health.ComponentHealth.State;

/// The parts' health, asked at most once per [#KEPT], however many pages look.
public final class HealthReport {

  static final Duration KEPT = Duration.ofSeconds(1);

  private final List<Supplier<ComponentHealth>> parts;
  private final InstantSource clock;

  private Instant askedAt = Instant.EPOCH;
  private List<ComponentHealth> last = List.of();

  public HealthReport(List<Supplier<ComponentHealth>> parts, InstantSource clock) {
    this.parts = List.copyOf(parts);
    this.clock = clock;
  }

  /// Every part, in the order in which the platform named them.
  public synchronized List<ComponentHealth> components() {
    Instant now = clock.instant();
    if (now.isBefore(askedAt) || !now.isBefore(askedAt.plus(KEPT))) {
      List<ComponentHealth> asked = new ArrayList<>();
      parts.forEach(part -> asked.add(ask(part)));
      last = List.copyOf(asked);
      askedAt = now;
    }
    return last;
  }

  /// The parts that are not as they should be.
  public List<ComponentHealth> problems() {
    return components().stream().filter(part -> part.state() != State.UP).toList();
  }

  /// Whether no part is down.
  public boolean isReady() {
    return components().stream().noneMatch(part -> part.state() == State.DOWN);
  }

  private static ComponentHealth ask(Supplier<ComponentHealth> part) {
    try {
      return part.get();
    } catch (RuntimeException broken) {
      // A part that cannot even say how it is must not take the report of the others with it.
      return ComponentHealth.down(
          "unknown",
          "a part failed to report: " + broken.getClass().getSimpleName(),
          "Look for an error in the log of this process.");
    }
  }
}
