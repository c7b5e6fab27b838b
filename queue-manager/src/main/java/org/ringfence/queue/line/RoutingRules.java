package org.ringfence.queue.line;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringfence.events.AgentId;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// Who serves whom in one pool.
///
/// @param queues the pool's queues
/// @param agents the pool's agents
public record RoutingRules(
    SortedMap<QueueName, QueueRules> queues, SortedMap<AgentId, AgentRules> agents) {

  public RoutingRules {
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
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
