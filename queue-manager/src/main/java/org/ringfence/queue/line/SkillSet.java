package org.ringfence.queue.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ringfence.events.Skill;

/// A set of skills in alphabetical order: what a ticket needs, or what an agent has.
record SkillSet(List<Skill> skills) implements Comparable<SkillSet> {

  static final SkillSet NONE = new SkillSet(List.of());

  SkillSet {
    skills = List.copyOf(new TreeSet<>(skills));
  }

  static SkillSet of(Collection<Skill> skills) {
    return new SkillSet(List.copyOf(skills));
  }

  /// What a call needs: the language and its other skills. A language that cannot be a skill's name
  /// is left out, for a caller is not lost over it.
  static SkillSet needed(String language, Collection<Skill> skills) {
    List<Skill> all = new ArrayList<>(skills);
    try {
      all.add(new Skill(language));
    } catch (IllegalArgumentException notAName) {
      return of(all);
    }
    return of(all);
  }

  boolean covers(SkillSet needed) {
    return skills.containsAll(needed.skills);
  }

  @Override
  public int compareTo(SkillSet other) {
    int shared = Math.min(skills.size(), other.skills.size());
    for (int i = 0; i < shared; i++) {
      int order = skills.get(i).compareTo(other.skills.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(skills.size(), other.skills.size());
  }

  @Override
  public String toString() {
    return skills.isEmpty()
        ? "any agent"
        : skills.stream().map(Skill::value).collect(Collectors.joining("+"));
  }
}
