package org.ringfence.platform.commands;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.platform.settings.PlatformSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options by which a call center is configured for the laboratory.
final class SimulationOptions {

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Option(names = "--defence", description = "off, shadow or on (default: as configured)")
  private @Nullable String defence;

  @Option(names = "--ports", description = "calls that the trunk carries (default: as configured)")
  private @Nullable Integer ports;

  /// @throws org.ringfence.settings.SettingsException with everything that is wrong
  ConfiguredCenter read() throws IOException {
    return read(defence);
  }

  /// With another defence than the command line says.
  ConfiguredCenter read(@Nullable String defenceMode) throws IOException {
    Map<String, String> more = new LinkedHashMap<>();
    if (defenceMode != null) {
      more.put("defence.mode", defenceMode);
    }
    if (ports != null) {
      more.put("defence.ports", Integer.toString(ports));
    }
    PlatformSettings read = settings.read(more);
    return ConfiguredCenter.of(read, settings.overrides());
  }
}
