package org.ringfence.queue.line;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringfence.events.AgentId;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

/// Who serves whom in one pool.
///
/// @param queues the pool's queues
/// @param agents the pool's agents
/// @param calendars the site's, by name
public record RoutingRules(
    SortedMap<QueueName, QueueRules> queues,
    SortedMap<AgentId, AgentRules> agents,
    Map<String, Calendar> calendars) {

  public RoutingRules {
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
    calendars = Map.copyOf(calendars);
  }

  /// Rules whose calendars nobody changes.
  public RoutingRules(
      SortedMap<QueueName, QueueRules> queues, SortedMap<AgentId, AgentRules> agents) {
    this(queues, agents, Map.of());
  }

  /// Every agent serves every queue whose callers need no more than the agent has.
  public static RoutingRules plain(
      Map<AgentId, ? extends Set<Skill>> agents, Set<QueueName> queues) {
    TreeMap<QueueName, QueueRules> plain = new TreeMap<>();
    queues.forEach(queue -> plain.put(queue, QueueRules.PLAIN));
    TreeMap<AgentId, AgentRules> of = new TreeMap<>();
    agents.forEach((id, skills) -> of.put(id, AgentRules.of(skills)));
    return new RoutingRules(plain, of);
  }
}
