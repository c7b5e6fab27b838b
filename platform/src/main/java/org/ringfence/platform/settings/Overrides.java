package org.ringfence.platform.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// Single settings that win over the files: `key=value`, from the command line or `RINGFENCE_SET`
/// (joined by `;`).
public final class Overrides {

  private Overrides() {}

  /// @throws SettingsException for what is not `key=value`
  public static Map<String, String> parse(String environment, List<String> options) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String part : environment.split(";", -1)) {
      if (!part.isBlank()) {
        add(overrides, part, "RINGFENCE_SET");
      }
    }
    options.forEach(option -> add(overrides, option, "--set"));
    return overrides;
  }

  private static void add(Map<String, String> overrides, String part, String where) {
    int equals = part.indexOf('=');
    if (equals < 1) {
      throw new SettingsException(
          List.of(new SettingsProblem(where, "", "must be key=value, not \"" + part + "\"")));
    }
    overrides.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
  }
}
