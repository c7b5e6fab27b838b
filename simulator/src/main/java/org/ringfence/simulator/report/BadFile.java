package org.ringfence.simulator.report;

import java.nio.file.Path;
import java.util.List;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// How a file of a run's folder that cannot be used is told: by name, line and reason.
final class BadFile {

  private BadFile() {}

  /// @param line counted from 1; 0 where it is not known
  /// @param key the column or the path of the value, or empty
  static SettingsException at(Path file, long line, String key, String reason) {
    String where = line > 0 ? file + ":" + line : file.toString();
    return new SettingsException(List.of(new SettingsProblem(where, key, reason)));
  }

  static SettingsException missing(Path file) {
    return at(file, 0, "", "there is no such file; is its folder the --out of a run?");
  }
}
