package org.ringfence.platform.bench.verdicts;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.ringfence.decider.Decider;
import org.ringfence.detector.Detector;
import org.ringfence.detector.screening.ScreeningThresholds;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.platform.settings.PlatformSettings;

/// The protected line that is measured: the operator's configuration and the very core of it,
/// without meters.
final class BenchLine {

  private static final byte[] KEY = "bench-bench-bench-key".getBytes(StandardCharsets.US_ASCII);

  private final ScreeningThresholds thresholds;
  private final Supplier<Decider> cores;

  /// @param overrides `key=value` joined by `;`, which win over the files
  /// @throws org.ringfence.settings.SettingsException with everything that is wrong
  static BenchLine read(String configFolder, String overrides) {
    return new BenchLine(
        PlatformSettings.read(Path.of(configFolder), Overrides.parse(overrides, List.of())));
  }

  BenchLine(PlatformSettings settings) {
    thresholds = settings.defence().thresholds();
    Detector detector =
        new Detector(
            settings.defence(),
            settings.folder(),
            settings.site(),
            KEY,
            new SimpleMeterRegistry(),
            () -> 0);
    cores = () -> detector.unmetered(MessageStream.LINE);
  }

  ScreeningThresholds thresholds() {
    return thresholds;
  }

  /// A core that has heard nothing yet.
  Decider newCore() {
    return cores.get();
  }
}
