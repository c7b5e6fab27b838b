package org.ringfence.decider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.ringfence.events.Topic;

/// What a host counts, and its pulse.
final class HostMeters {

  private final MeterRegistry registry;
  private final Counter skipped;
  private final Counter failures;
  private final Timer applied;
  private volatile Instant beat = Instant.MIN;

  HostMeters(MeterRegistry registry, Topic input) {
    this.registry = registry;
    String core = input.name().toLowerCase(Locale.ROOT);
    skipped = registry.counter("ringfence.decider.skipped", "core", core);
    failures = registry.counter("ringfence.decider.failures", "core", core);
    applied =
        Timer.builder("ringfence.decider.apply")
            .description("time to apply one message")
            .tag("core", core)
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  Counter skipped() {
    return skipped;
  }

  Counter failures() {
    return failures;
  }

  /// The meters' own monotonic clock, in nanoseconds.
  long now() {
    return registry.config().clock().monotonicTime();
  }

  void applied(long startedNanos) {
    applied.record(now() - startedNanos, TimeUnit.NANOSECONDS);
  }

  void beat(Instant at) {
    beat = at;
  }

  Instant lastBeat() {
    return beat;
  }
}
