package org.ringfence.detector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;

/// What the detector measures about itself. Every label comes from a closed set: enums, the names
/// of the signals, and at most [#MAX_LINES] lines.
final class DetectorMeters {

  /// Lines with gauges of their own; those beyond are counted but have none.
  static final int MAX_LINES = 256;

  private final MeterRegistry registry;
  private final LongSupplier nanoTicker;
  private final Set<String> signalNames;
  private final Timer scoring;
  private final Map<String, LineGauges> lines = new ConcurrentHashMap<>();

  DetectorMeters(MeterRegistry registry, LongSupplier nanoTicker, Set<String> signalNames) {
    this.registry = registry;
    this.nanoTicker = nanoTicker;
    this.signalNames = signalNames;
    scoring =
        Timer.builder("ringfence.detector.scoring")
            .description("Time in the core for one verdict")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  /// What is last known of one line, readable from any thread.
  static final class LineGauges {
    private volatile Mode mode = Mode.GREEN;
    private volatile int numbers;
    private volatile int calls;

    void set(Mode modeNow, int numbersNow, int callsNow) {
      mode = modeNow;
      numbers = numbersNow;
      calls = callsNow;
    }

    private int modeNumber() {
      return switch (mode) {
        case GREEN -> 0;
        case AMBER -> 1;
        case RED -> 2;
      };
    }
  }

  LineGauges ofLine(String line) {
    LineGauges known = lines.get(line);
    if (known != null || lines.size() >= MAX_LINES) {
      return known == null ? new LineGauges() : known;
    }
    return lines.computeIfAbsent(line, this::register);
  }

  private LineGauges register(String line) {
    LineGauges gauges = new LineGauges();
    Gauge.builder("ringfence.detector.mode", gauges, LineGauges::modeNumber)
        .description("0 GREEN, 1 AMBER, 2 RED")
        .tag("line", line)
        .register(registry);
    Gauge.builder("ringfence.detector.numbers", gauges, now -> now.numbers)
        .description("Numbers remembered")
        .tag("line", line)
        .register(registry);
    Gauge.builder("ringfence.detector.calls", gauges, now -> now.calls)
        .description("Calls followed")
        .tag("line", line)
        .register(registry);
    return gauges;
  }

  long nanos() {
    return nanoTicker.getAsLong();
  }

  void scored(long nanos) {
    scoring.record(Duration.ofNanos(nanos));
  }

  void said(Message answer) {
    if (answer instanceof VerdictReached verdict) {
      registry
          .counter(
              "ringfence.detector.verdicts",
              "stage",
              label(verdict.stage()),
              "verdict",
              label(verdict.verdict()),
              "would_be",
              label(verdict.wouldBe()),
              "mode",
              label(verdict.mode()))
          .increment();
      for (Reason reason : verdict.reasons()) {
        String name = signalNames.contains(reason.name()) ? reason.name() : "other";
        registry.counter("ringfence.detector.reasons", "name", name).increment();
      }
    } else if (answer instanceof ModeChanged change) {
      registry.counter("ringfence.detector.mode.changes", "to", label(change.to())).increment();
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
