package org.ringfence.site;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.Skill;
import org.ringfence.settings.SettingsReader;

/// The skills that calls of this site can need, by kind.
///
/// @param byKind the kinds, such as `language` and `topic`, each with its skills
public record SkillKinds(Map<String, Set<Skill>> byKind) {

  private static final String KIND = "[a-z][a-z0-9-]{0,31}";
  private static final String SKILL = "[a-z0-9.-]{1,32}";

  public SkillKinds {
    byKind = Map.copyOf(byKind);
  }

  /// Every skill, in alphabetical order.
  public Set<Skill> all() {
    TreeSet<Skill> all = new TreeSet<>();
    byKind.values().forEach(all::addAll);
    return all;
  }

  /// Reads the section `skills`: for each kind a list. Problems are noted there.
  public static SkillKinds from(SettingsReader section) {
    Map<String, Set<Skill>> byKind = new HashMap<>();
    Map<String, String> kindOf = new HashMap<>();
    for (String kind : section.names()) {
      List<String> names = section.texts(kind);
      if (!kind.matches(KIND)) {
        section.problem(kind, "a kind of skills has 1 to 32 of a-z 0-9 -, a letter first");
      }
      Set<Skill> skills = new TreeSet<>();
      for (String name : names) {
        if (!name.matches(SKILL)) {
          section.problem(kind, "a skill has 1 to 32 of a-z 0-9 . -, not \"" + name + "\"");
        } else if (kindOf.putIfAbsent(name, kind) != null) {
          section.problem(kind, name + " is listed under " + kindOf.get(name) + " already");
        } else {
          skills.add(new Skill(name));
        }
      }
      byKind.put(kind, skills);
    }
    return new SkillKinds(byKind);
  }

  /// A skill that is known; the message says which are.
  ///
  /// @throws IllegalArgumentException when it is not
  Skill known(String name) {
    if (!name.matches(SKILL) || !all().contains(new Skill(name))) {
      throw new IllegalArgumentException(
          "there is no skill \""
              + name
              + "\"; `skills` in the main file lists "
              + Arrays.toString(all().toArray()));
    }
    return new Skill(name);
  }
}
