package org.ringfence.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all sections of one file share: the problems found so far and the keys that somebody read.
final class SettingsNotes {

  private static final int MAX_PROBLEMS = 100;

  private final List<SettingsProblem> problems = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final String file;

  SettingsNotes(String file) {
    this.file = file;
  }

  void add(String where, String key, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new SettingsProblem(where, key, message));
    }
  }

  void noteRead(String path) {
    read.add(path);
  }

  /// `file:line` of a value, or the name of the override that set it.
  String where(@Nullable ConfigOrigin origin) {
    if (origin == null || origin.lineNumber() < 0) {
      return file;
    }
    return origin.description().startsWith("override")
        ? origin.description()
        : file + ":" + origin.lineNumber();
  }

  /// The keys of a section that were looked for and are not there.
  private List<String> unwritten(ConfigObject object, String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    return read.stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .filter(key -> key.indexOf('.') < 0 && !object.containsKey(key))
        .toList();
  }

  /// Notes every key that nobody read.
  ///
  /// @throws SettingsException when anything was noted
  void finish(ConfigObject root) {
    noteUnread(root, "");
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private void noteUnread(ConfigObject object, String path) {
    for (String name : object.keySet().stream().sorted().toList()) {
      ConfigValue value = Objects.requireNonNull(object.get(name));
      String full = path.isEmpty() ? name : path + "." + name;
      if (!read.contains(full)) {
        add(
            where(value.origin()),
            full,
            "unknown key; is it misspelled, or from another version?"
                + Suggestion.of(name, unwritten(object, path)).replaceFirst("^;", ""));
      } else if (value instanceof ConfigObject below) {
        noteUnread(below, full);
      } else if (value instanceof ConfigList list) {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof ConfigObject item) {
            noteUnread(item, full + "[" + i + "]");
          }
        }
      }
    }
  }
}
