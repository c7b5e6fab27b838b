package org.ringfence.simulator.traffic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.settings.SettingsReader;

/// All parameters of traffic, checked as a whole: the files of `config/traffic`.
///
/// @param line our number, E.164 of the "+1" plan
public record TrafficSettings(
    PhoneNumber line,
    List<AgentGroup> agents,
    PeopleSettings people,
    Map<String, MachineFamily> machines,
    MnsureSettings mnsure) {

  private static final List<String> FILES = List.of("center", "people", "machines", "mnsure");

  public TrafficSettings {
    agents = List.copyOf(agents);
    machines = Collections.unmodifiableMap(new TreeMap<>(machines));
  }

  /// Reads `center.conf`, `people.conf`, `machines.conf` and `mnsure.conf`.
  ///
  /// @param overrides `FILE.key` to value, such as `people.calls-per-hour` to `800`
  /// @throws SettingsException with everything that is wrong, file by file and line by line
  public static TrafficSettings read(Path folder, Map<String, String> overrides) {
    Map<String, Map<String, String>> byFile = byFile(overrides);
    Map<String, SettingsReader> files = new TreeMap<>();
    List<SettingsProblem> problems = new ArrayList<>();
    for (String file : FILES) {
      try {
        files.put(
            file,
            SettingsReader.of(folder.resolve(file + ".conf"), byFile.getOrDefault(file, Map.of())));
      } catch (SettingsException broken) {
        problems.addAll(broken.problems());
      }
    }
    failIfAny(problems);
    SettingsReader center = file(files, "center");
    TrafficSettings settings =
        new TrafficSettings(
            center.value("line", TrafficSettings::line, PhoneNumber.of("+10000000000")),
            AgentGroup.listFrom(center),
            PeopleSettings.from(file(files, "people")),
            machines(file(files, "machines")),
            MnsureSettings.from(file(files, "mnsure")));
    for (String file : FILES) {
      try {
        file(files, file).finish();
      } catch (SettingsException wrong) {
        problems.addAll(wrong.problems());
      }
    }
    failIfAny(problems);
    return settings;
  }

  private static SettingsReader file(Map<String, SettingsReader> files, String name) {
    SettingsReader file = files.get(name);
    if (file == null) {
      throw new IllegalStateException("unread file " + name);
    }
    return file;
  }

  /// A mistake in what families have in common is found in each of them; it is told once.
  private static void failIfAny(List<SettingsProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    Set<String> told = new LinkedHashSet<>();
    throw new SettingsException(
        problems.stream()
            .filter(problem -> told.add(problem.where() + " " + problem.message()))
            .toList());
  }

  private static Map<String, Map<String, String>> byFile(Map<String, String> overrides) {
    Map<String, Map<String, String>> byFile = new TreeMap<>();
    overrides.forEach((key, value) -> {
      int dot = key.indexOf('.');
      String file = dot < 0 ? key : key.substring(0, dot);
      if (dot < 0 || !FILES.contains(file)) {
        throw new SettingsException(
            List.of(
                new SettingsProblem(
                    "override " + key, "", "must begin with one of " + FILES + " and a dot")));
      }
      byFile.computeIfAbsent(file, _ -> new TreeMap<>()).put(key.substring(dot + 1), value);
    });
    return byFile;
  }

  private static Map<String, MachineFamily> machines(SettingsReader settings) {
    MachineFamily.atRate("machine.common", settings.section("common"));
    SettingsReader sections = settings.section("families");
    Map<String, MachineFamily> families = new TreeMap<>();
    for (String name : sections.names()) {
      if (!name.matches("machine\\.[a-z0-9.-]+")) {
        sections.problem(name, "a family of machines is named machine.SOMETHING, in quotes");
      }
      families.put(name, MachineFamily.atRate(name, sections.section(name)));
    }
    return families;
  }

  private static PhoneNumber line(String text) {
    if (!text.matches("\\+1[2-9][0-9]{9}")) {
      throw new IllegalArgumentException("must be +1 and ten digits");
    }
    return PhoneNumber.of(text);
  }
}
