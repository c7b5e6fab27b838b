package org.ringfence.queue.line;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.QueueName;
import org.ringfence.hours.Calendar;

/// Who serves whom and when: the settings, and what administrators changed since.
final class Roster {

  private final RoutingRules configured;
  private Changes changes = Changes.none();

  /// What was changed, as it is saved. What the settings do not know any more is passed over.
  ///
  /// @param skills of agents whose skills alone were changed
  /// @param agents who came, went, or are others
  /// @param hours by the calendar's name
  record Changes(
      SortedMap<AgentId, ChangedSkills> skills,
      SortedMap<AgentId, ChangedAgent> agents,
      SortedMap<String, HoursPlan> hours) {

    static Changes none() {
      return new Changes(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  Roster(RoutingRules configured) {
    this.configured = configured;
  }

  Changes changes() {
    return changes;
  }

  void replace(Changes others) {
    changes = others;
  }

  boolean has(AgentId agent) {
    return agentsInForce(calendars()).containsKey(agent);
  }

  boolean isConfigured(AgentId agent) {
    return configured.agents().containsKey(agent);
  }

  /// Whether an agent can be so in this pool.
  boolean canHave(AgentProfile profile) {
    try {
      AgentRules.of(known(profile), configured.calendars());
      return true;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  /// Whether hours can be kept; those of the settings always can.
  static boolean isRight(@Nullable HoursPlan hours) {
    try {
      if (hours != null) {
        Calendar.of("", hours);
      }
      return true;
    } catch (IllegalArgumentException | DateTimeException wrong) {
      return false;
    }
  }

  boolean hasCalendar(String name) {
    return configured.calendars().containsKey(name);
  }

  /// @param skills null: those of the agent's profile again
  void changeSkills(AgentId agent, @Nullable ChangedSkills skills) {
    put(changes.skills(), agent, skills);
  }

  /// @param changed null: what the settings say of the agent counts again
  void changeAgent(AgentId agent, @Nullable ChangedAgent changed) {
    put(changes.agents(), agent, changed);
    changes.skills().remove(agent);
  }

  /// @param hours null: those of the settings again
  void changeHours(String calendar, @Nullable HoursPlan hours) {
    put(changes.hours(), calendar, hours);
  }

  private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /// The skills in force of an agent whom there is.
  List<SkillLevel> skillsOf(AgentId agent) {
    List<SkillLevel> skills = new ArrayList<>();
    agentsInForce(calendars())
        .getOrDefault(agent, AgentRules.NONE)
        .levels()
        .forEach((skill, level) -> skills.add(new SkillLevel(skill, level)));
    return skills;
  }

  RoutingRules inForce() {
    Map<String, Calendar> calendars = calendars();
    TreeMap<QueueName, QueueRules> queues = new TreeMap<>();
    configured
        .queues()
        .forEach((name, rules) ->
            queues.put(
                name,
                rules.withHours(calendars.getOrDefault(rules.hours().name(), rules.hours()))));
    return new RoutingRules(queues, agentsInForce(calendars), calendars);
  }

  private Map<String, Calendar> calendars() {
    Map<String, Calendar> calendars = new TreeMap<>(configured.calendars());
    changes
        .hours()
        .forEach(
            (name, hours) -> calendars.computeIfPresent(name, (_, _) -> Calendar.of(name, hours)));
    return calendars;
  }

  private SortedMap<AgentId, AgentRules> agentsInForce(Map<String, Calendar> calendars) {
    TreeMap<AgentId, AgentRules> agents = new TreeMap<>();
    configured
        .agents()
        .forEach((id, rules) -> {
          @Nullable Calendar shift = rules.shift();
          agents.put(
              id,
              shift == null ? rules : rules.withShift(calendars.getOrDefault(shift.name(), shift)));
        });
    changes
        .agents()
        .forEach((id, changed) -> {
          @Nullable AgentProfile profile = changed.profile();
          put(agents, id, profile == null ? null : AgentRules.of(known(profile), calendars));
        });
    changes
        .skills()
        .forEach((id, skills) ->
            agents.computeIfPresent(id, (_, rules) -> rules.withLevels(skills.levels())));
    return agents;
  }

  /// Without queues that the settings do not have any more.
  private AgentProfile known(AgentProfile profile) {
    Set<QueueName> queues = configured.queues().keySet();
    @Nullable QueueName reserved = profile.reservedFor();
    return new AgentProfile(
        profile.name(),
        profile.skills(),
        profile.queues().stream().filter(queues::contains).toList(),
        reserved != null && queues.contains(reserved) ? reserved : null,
        profile.ringTime(),
        profile.wrapUp(),
        profile.shift());
  }
}
