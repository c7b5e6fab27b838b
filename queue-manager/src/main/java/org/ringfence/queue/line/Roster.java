package org.ringfence.queue.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.Assignment.SkillLevel;

/// Who serves whom: the settings, and the skills that were changed since.
final class Roster {

  private final RoutingRules configured;
  private SortedMap<AgentId, ChangedSkills> changed = Collections.emptySortedMap();

  Roster(RoutingRules configured) {
    this.configured = configured;
  }

  boolean has(AgentId agent) {
    return configured.agents().containsKey(agent);
  }

  SortedMap<AgentId, ChangedSkills> changed() {
    return changed;
  }

  /// @param skills null: those of the settings again
  void change(AgentId agent, @Nullable ChangedSkills skills) {
    TreeMap<AgentId, ChangedSkills> now = new TreeMap<>(changed);
    if (skills == null) {
      now.remove(agent);
    } else {
      now.put(agent, skills);
    }
    replace(now);
  }

  /// Agents who are not configured any more are left out.
  void replace(SortedMap<AgentId, ChangedSkills> skills) {
    TreeMap<AgentId, ChangedSkills> known = new TreeMap<>(skills);
    known.keySet().retainAll(configured.agents().keySet());
    changed = Collections.unmodifiableSortedMap(known);
  }

  /// The skills in force of an agent who is configured.
  List<SkillLevel> skillsOf(AgentId agent) {
    List<SkillLevel> skills = new ArrayList<>();
    inForce()
        .agents()
        .getOrDefault(agent, AgentRules.NONE)
        .levels()
        .forEach((skill, level) -> skills.add(new SkillLevel(skill, level)));
    return skills;
  }

  RoutingRules inForce() {
    TreeMap<AgentId, AgentRules> agents = new TreeMap<>(configured.agents());
    changed.forEach((id, skills) ->
        agents.computeIfPresent(id, (_, rules) -> rules.withLevels(skills.levels())));
    return new RoutingRules(configured.queues(), agents);
  }
}
