package org.ringfence.queue.line;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.Skill;

/// The skills that an administrator gave an agent in the place of those of the settings.
///
/// @param skills all that the agent has
record ChangedSkills(List<SkillLevel> skills, String author, String reason) {

  ChangedSkills {
    skills = List.copyOf(skills);
  }

  SortedMap<Skill, Integer> levels() {
    TreeMap<Skill, Integer> levels = new TreeMap<>();
    skills.forEach(skill -> levels.put(skill.skill(), skill.level()));
    return levels;
  }
}
