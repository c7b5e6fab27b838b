package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

/// The agents of a pool in groups of those who are alike, and who of them is available, longest
/// idle first.
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

  /// The order among available agents where the least occupied comes first.
  record LoadKey(double rank, IdleKey idle) implements Comparable<LoadKey> {
    @Override
    public int compareTo(LoadKey other) {
      int order = Double.compare(rank, other.rank);
      return order == 0 ? idle.compareTo(other.idle) : order;
    }
  }

  /// What agents of one group have in common.
  record Profile(
      SortedMap<Skill, Integer> levels,
      Set<QueueName> queues,
      @Nullable QueueName reservedFor,
      @Nullable Calendar shift) {}

  /// Counts how often somebody came on duty or went, so that what was reckoned from who is on duty
  /// can be kept until then.
  static final class Duty {
    private long changes;

    long changes() {
      return changes;
    }
  }

  /// Agents who are alike: with the same skills at the same levels, for the same queues, and of the
  /// same shift.
  static final class Group {
    /// The bit that stands for this group in the masks of [NeedGroup].
    final int index;

    final SkillSet skills;
    final Profile profile;
    final TreeMap<IdleKey, Agent> available = new TreeMap<>();

    /// The same agents, the least occupied first; empty where no queue asks for that order.
    final TreeMap<LoadKey, Agent> leastOccupied = new TreeMap<>();

    int onDuty;
    int size;

    /// When they come and go; null when it is not known.
    final @Nullable ShiftHours shift;

    Group(int index, Profile profile) {
      this.shift = profile.shift == null ? null : new ShiftHours(profile.shift);
      this.index = index;
      this.profile = profile;
      this.skills = SkillSet.of(profile.levels.keySet());
    }

    /// Whether each needed skill that is not waived is had at least so well.
    boolean has(SkillSet needs, int level, Set<Skill> waived) {
      for (Skill skill : needs.skills()) {
        @Nullable Integer has = profile.levels.get(skill);
        if ((has == null || has < level) && !waived.contains(skill)) {
          return false;
        }
      }
      return true;
    }

    boolean serves(QueueName queue) {
      return profile.queues.isEmpty() || profile.queues.contains(queue);
    }

    boolean servesOneOf(Set<QueueName> queues) {
      return profile.queues.isEmpty() || !Collections.disjoint(profile.queues, queues);
    }
  }

  final Duty duty = new Duty();

  private final Map<AgentId, Agent> byId = new HashMap<>();

  /// By ids.
  private final List<Agent> all = new ArrayList<>();

  private final Map<Profile, Group> byProfile = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final BitSet free = new BitSet();

  /// The same for the callers of each node, as far as it was asked for since anything changed.
  private final Map<String, BitSet> freeByNode = new HashMap<>();

  /// Available agents whom not every node can ring.
  private int partlyCount;

  private final boolean ordersByLoad;
  private final EnumMap<AgentState, Integer> byState = new EnumMap<>(AgentState.class);
  private int availableCount;
  private boolean moved = true;
  private int heldByUnheardCount;

  Agents(RoutingRules rules) {
    for (AgentState state : AgentState.values()) {
      byState.put(state, 0);
    }
    rules
        .agents()
        .forEach((id, agent) -> {
          Profile profile =
              new Profile(agent.levels(), agent.queues(), agent.reservedFor(), agent.shift());
          Group group = byProfile.computeIfAbsent(profile, this::newGroup);
          group.size++;
          Agent one = new Agent(id, agent, group);
          byId.put(id, one);
          all.add(one);
        });
    ordersByLoad =
        rules.queues().values().stream()
            .anyMatch(queue -> queue.order() == QueueRules.AgentOrder.LEAST_OCCUPIED);
    byState.put(AgentState.SIGNED_OUT, byId.size());
  }

  private Group newGroup(Profile profile) {
    Group group = new Group(groups.size(), profile);
    groups.add(group);
    return group;
  }

  @Nullable Agent find(AgentId id) {
    return byId.get(id);
  }

  /// By ids.
  List<Agent> list() {
    return all;
  }

  List<Group> groups() {
    return groups;
  }

  Group group(int index) {
    return groups.get(index);
  }

  /// The groups of which somebody is available, by index. Read only.
  BitSet free() {
    return free;
  }

  /// The same for the callers of one node: of whom somebody is available whose phone that node can
  /// ring. It costs a look at their agents only while a phone is at some nodes alone.
  BitSet free(String node) {
    return partlyCount == 0 ? free : freeByNode.computeIfAbsent(node, this::reckonFree);
  }

  private BitSet reckonFree(String node) {
    BitSet reckoned = new BitSet();
    for (int i = free.nextSetBit(0); i >= 0; i = free.nextSetBit(i + 1)) {
      reckoned.set(
          i, groups.get(i).available.values().stream().anyMatch(one -> one.isReachableFor(node)));
    }
    return reckoned;
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

  boolean takeMoved() {
    boolean was = moved;
    moved = false;
    return was;
  }

  /// Notes a state, so that the counts stay right.
  void setState(Agent agent, AgentState state) {
    moved = true;
    byState.merge(agent.state, -1, Integer::sum);
    byState.merge(state, 1, Integer::sum);
    agent.state = state;
  }

  /// Brings the indexes up to date after an agent's fields changed.
  void refresh(Agent agent) {
    moved = true;
    Group group = agent.group;
    if (agent.idleKey != null) {
      group.available.remove(agent.idleKey);
      agent.idleKey = null;
      availableCount--;
    }
    if (agent.loadKey != null) {
      group.leastOccupied.remove(agent.loadKey);
      agent.loadKey = null;
    }
    if (agent.canBeOffered()) {
      IdleKey key = new IdleKey(agent.idleSince, agent.id);
      group.available.put(key, agent);
      agent.idleKey = key;
      availableCount++;
      if (ordersByLoad) {
        LoadKey loadKey = new LoadKey(agent.load.rank(), key);
        group.leastOccupied.put(loadKey, agent);
        agent.loadKey = loadKey;
      }
    }
    free.set(group.index, !group.available.isEmpty());
    boolean partly = agent.idleKey != null && !agent.phone.isEverywhere();
    if (partly != agent.countedPartly) {
      agent.countedPartly = partly;
      partlyCount += partly ? 1 : -1;
    }
    freeByNode.clear();
    if (agent.isOnDuty() != agent.countedOnDuty) {
      agent.countedOnDuty = !agent.countedOnDuty;
      group.onDuty += agent.countedOnDuty ? 1 : -1;
      duty.changes++;
    }
    if (agent.isHeldByUnheard() != agent.countedHeldByUnheard) {
      agent.countedHeldByUnheard = !agent.countedHeldByUnheard;
      heldByUnheardCount += agent.countedHeldByUnheard ? 1 : -1;
    }
  }
}
