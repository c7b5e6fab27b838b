package org.ringfence.gateway.offers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ringfence.events.OfferFailure;

/// How quickly phones ring and talks begin, and why offers fail.
final class OfferMeters {

  private final Timer ring;
  private final Timer connect;
  private final Map<OfferFailure, Counter> failures = new EnumMap<>(OfferFailure.class);

  OfferMeters(MeterRegistry registry) {
    ring = timer(registry, "ringfence.offer.ring");
    connect = timer(registry, "ringfence.offer.connect");
    for (OfferFailure failure : OfferFailure.values()) {
      String reason = failure.name().toLowerCase(Locale.ROOT);
      failures.put(failure, registry.counter("ringfence.offer.failed", "reason", reason));
    }
  }

  private static Timer timer(MeterRegistry registry, String name) {
    return Timer.builder(name).publishPercentiles(0.5, 0.99).register(registry);
  }

  /// @param sinceFree from the moment when agent and caller were both there; clocks of two machines
  ///   may make it negative, which says nothing
  void rang(Duration sinceFree) {
    if (!sinceFree.isNegative()) {
      ring.record(sinceFree);
    }
  }

  void connected(long nanos) {
    connect.record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(OfferFailure failure) {
    Counter counter = failures.get(failure);
    if (counter != null) {
      counter.increment();
    }
  }
}
