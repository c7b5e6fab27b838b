package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;

/// The agents of a pool by skills, and who of them is available, longest idle first.
///
/// The indexes follow the agents' fields only through [#refresh].
final class Agents {

  /// The order among available agents.
  record IdleKey(Instant idleSince, AgentId id) implements Comparable<IdleKey> {
    @Override
    public int compareTo(IdleKey other) {
      int order = idleSince.compareTo(other.idleSince);
      return order == 0 ? id.compareTo(other.id) : order;
    }
  }

  /// Agents with the same skills.
  static final class Group {
    final SkillSet skills;
    final TreeMap<IdleKey, Agent> available = new TreeMap<>();
    int onDuty;

    Group(SkillSet skills) {
      this.skills = skills;
    }
  }

  private final TreeMap<AgentId, Agent> byId = new TreeMap<>();
  private final TreeMap<SkillSet, Group> groups = new TreeMap<>();
  private final EnumMap<AgentState, Integer> byState = new EnumMap<>(AgentState.class);
  private int availableCount;
  private int heldByUnheardCount;

  Agents(Map<AgentId, SkillSet> configured) {
    for (AgentState state : AgentState.values()) {
      byState.put(state, 0);
    }
    configured.forEach((id, skills) -> {
      byId.put(id, new Agent(id, skills));
      groups.computeIfAbsent(skills, Group::new);
    });
    byState.put(AgentState.SIGNED_OUT, byId.size());
  }

  @Nullable Agent find(AgentId id) {
    return byId.get(id);
  }

  Collection<Agent> list() {
    return byId.values();
  }

  List<Group> groupsCovering(SkillSet needs) {
    List<Group> covering = new ArrayList<>();
    for (Group group : groups.values()) {
      if (group.skills.covers(needs)) {
        covering.add(group);
      }
    }
    return covering;
  }

  int availableCount() {
    return availableCount;
  }

  /// Agents whom callers hold who were never heard.
  int heldByUnheardCount() {
    return heldByUnheardCount;
  }

  int signedInCount() {
    return byId.size() - byState.getOrDefault(AgentState.SIGNED_OUT, 0);
  }

  Map<AgentState, Integer> countByState() {
    return byState;
  }

  /// Notes a state, so that the counts stay right.
  void setState(Agent agent, AgentState state) {
    byState.merge(agent.state, -1, Integer::sum);
    byState.merge(state, 1, Integer::sum);
    agent.state = state;
  }

  /// Brings the indexes up to date after an agent's fields changed.
  void refresh(Agent agent) {
    Group group = groups.get(agent.skills);
    if (group == null) {
      throw new IllegalStateException("no group for the skills of " + agent.id);
    }
    if (agent.idleKey != null) {
      group.available.remove(agent.idleKey);
      agent.idleKey = null;
      availableCount--;
    }
    if (agent.canBeOffered()) {
      IdleKey key = new IdleKey(agent.idleSince, agent.id);
      group.available.put(key, agent);
      agent.idleKey = key;
      availableCount++;
    }
    if (agent.isOnDuty() != agent.countedOnDuty) {
      agent.countedOnDuty = !agent.countedOnDuty;
      group.onDuty += agent.countedOnDuty ? 1 : -1;
    }
    if (agent.isHeldByUnheard() != agent.countedHeldByUnheard) {
      agent.countedHeldByUnheard = !agent.countedHeldByUnheard;
      heldByUnheardCount += agent.countedHeldByUnheard ? 1 : -1;
    }
  }
}
