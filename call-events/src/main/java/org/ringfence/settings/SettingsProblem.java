package org.ringfence.settings;

/// One thing that is wrong in a settings file.
///
/// @param where `file:line`, or the file where the line is not known
/// @param key the key's full path, or empty
public record SettingsProblem(String where, String key, String message) {

  @Override
  public String toString() {
    return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
