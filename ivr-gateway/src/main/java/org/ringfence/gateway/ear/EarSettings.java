package org.ringfence.gateway.ear;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// Where Asterisk leaves the first seconds of callers' sound for a moment.
///
/// @param folder null where Asterisk runs on another machine: no prints are made then
public record EarSettings(@Nullable Path folder) {

  public static EarSettings from(SettingsReader section) {
    String folder = section.textOrEmpty("folder");
    return new EarSettings(folder.isEmpty() ? null : Path.of(folder));
  }

  Optional<Path> place() {
    return Optional.ofNullable(folder);
  }
}
