package org.ringfence.platform.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsProblem;
import picocli.CommandLine.Option;

/// The options by which every command finds its settings.
final class SettingsOptions {

  @Option(
      names = "--config",
      description = "folder with ringfence.conf (default: ${DEFAULT-VALUE})")
  Path config = Path.of("config");

  @Option(names = "--set", description = "key=value; wins over the files")
  List<String> set = new ArrayList<>();

  /// @throws org.ringfence.settings.SettingsException with everything that is wrong
  PlatformSettings read() {
    return read(Map.of());
  }

  /// @param more settings that win over all others
  /// @throws org.ringfence.settings.SettingsException with everything that is wrong
  PlatformSettings read(Map<String, String> more) {
    Map<String, String> overrides = new LinkedHashMap<>(overrides());
    overrides.putAll(more);
    return PlatformSettings.read(config.toAbsolutePath().normalize(), overrides);
  }

  /// @param problems where what is wrong is added
  /// @throws org.ringfence.settings.SettingsException when a file cannot be read at all
  PlatformSettings read(List<SettingsProblem> problems) {
    return PlatformSettings.read(config.toAbsolutePath().normalize(), overrides(), problems);
  }

  /// What was set beside the files.
  Map<String, String> overrides() {
    String environment = Objects.requireNonNullElse(System.getenv("RINGFENCE_SET"), "");
    return Overrides.parse(environment, set);
  }
}
