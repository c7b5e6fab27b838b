package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// The nodes as they were read, each with the place in the file where it and its ways out are
/// written.
final class WrittenFlow {

  private final SettingsReader file;
  private final Map<String, IvrNode> nodes = new LinkedHashMap<>();
  private final Map<String, SettingsReader> sections = new LinkedHashMap<>();
  private final Map<String, List<Way>> ways = new LinkedHashMap<>();

  WrittenFlow(SettingsReader file) {
    this.file = file;
  }

  /// A way to a node.
  ///
  /// @param section where the target is written
  /// @param key under which it is written there
  record Way(String target, SettingsReader section, String key) {

    void problem(String message) {
      section.problem(key, message);
    }
  }

  /// @return false when the name is taken
  boolean add(IvrNode node, SettingsReader section, List<Way> ways) {
    if (nodes.putIfAbsent(node.name(), node) != null) {
      return false;
    }
    sections.put(node.name(), section);
    this.ways.put(node.name(), ways);
    return true;
  }

  SettingsReader file() {
    return file;
  }

  /// By name, in the order of the file.
  Map<String, IvrNode> nodes() {
    return nodes;
  }

  Collection<String> names() {
    return nodes.keySet();
  }

  @Nullable IvrNode find(String name) {
    return nodes.get(name);
  }

  /// The ways out of a node as they are written.
  List<Way> ways(String name) {
    return ways.getOrDefault(name, List.of());
  }

  /// The ways that come from outside: where calls begin.
  List<Way> roots() {
    List<Way> roots = new ArrayList<>();
    roots.add(new Way(file.text("start"), file, "start"));
    SettingsReader emergency = file.section("emergency");
    roots.add(new Way(emergency.text("next"), emergency, "next"));
    return roots;
  }

  SettingsReader section(String name) {
    return sections.getOrDefault(name, file);
  }
}
