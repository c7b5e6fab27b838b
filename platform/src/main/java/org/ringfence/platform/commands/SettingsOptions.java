package org.ringfence.platform.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.platform.settings.PlatformSettings;
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
    String environment = Objects.requireNonNullElse(System.getenv("RINGFENCE_SET"), "");
    return PlatformSettings.read(
        config.toAbsolutePath().normalize(), Overrides.parse(environment, set));
  }
}
