package org.ringfence.queue.line;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

/// Whom one agent serves, and how.
///
/// @param levels the agent's skills, and how well each is had: 1 to 10
/// @param queues the queues that the agent serves; empty for all of the pool
/// @param reservedFor the queue that comes first for this agent; null for none
/// @param ringTime how long this agent's phone rings; null for the queue's
/// @param wrapUp time after each talk, whatever the queue; null for the queue's
/// @param shift when the agent works, which predictions look ahead to; null when it is not known
public record AgentRules(
    SortedMap<Skill, Integer> levels,
    Set<QueueName> queues,
    @Nullable QueueName reservedFor,
    @Nullable Duration ringTime,
    @Nullable Duration wrapUp,
    @Nullable Calendar shift) {

  public AgentRules {
    levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    queues = Collections.unmodifiableSet(new TreeSet<>(queues));
    if (reservedFor != null && !queues.isEmpty() && !queues.contains(reservedFor)) {
      throw new IllegalArgumentException("reserved for a queue that the agent does not serve");
    }
  }

  static final AgentRules NONE = new AgentRules(new TreeMap<>(), Set.of(), null, null, null, null);

  /// What is settled about an agent.
  ///
  /// @param calendars the site's, by name; a shift that is none of them is not known
  public static AgentRules of(AgentProfile profile, Map<String, Calendar> calendars) {
    TreeMap<Skill, Integer> levels = new TreeMap<>();
    profile.skills().forEach(skill -> levels.put(skill.skill(), skill.level()));
    @Nullable String shift = profile.shift();
    return new AgentRules(
        levels,
        Set.copyOf(profile.queues()),
        profile.reservedFor(),
        profile.ringTime(),
        profile.wrapUp(),
        shift == null ? null : calendars.get(shift));
  }

  /// The same agent with other skills.
  AgentRules withLevels(SortedMap<Skill, Integer> others) {
    return new AgentRules(others, queues, reservedFor, ringTime, wrapUp, shift);
  }

  /// The same agent, who works at these hours.
  public AgentRules withShift(@Nullable Calendar hours) {
    return new AgentRules(levels, queues, reservedFor, ringTime, wrapUp, hours);
  }

  /// An agent who has these skills as well as can be, and serves every queue.
  public static AgentRules of(Set<Skill> skills) {
    TreeMap<Skill, Integer> levels = new TreeMap<>();
    skills.forEach(skill -> levels.put(skill, QueueRules.BEST_LEVEL));
    return new AgentRules(levels, Set.of(), null, null, null, null);
  }
}
