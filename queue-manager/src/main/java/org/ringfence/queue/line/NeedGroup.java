package org.ringfence.queue.line;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment.Help;
import org.ringfence.events.QueueName;

/// Callers of one queue and node who have a turn and need the same skills at the same stage, so
/// that the same agents may serve each of them; callbacks among the others, those who were never
/// heard in a line of their own.
final class NeedGroup {

  /// What makes callers alike.
  ///
  /// @param node whose Asterisk has their calls, and rings phones for them
  record Key(QueueName queue, SkillSet needs, int stage, String node) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Integer.compare(stage, other.stage);
      if (order == 0) {
        order = queue.compareTo(other.queue);
      }
      if (order == 0) {
        order = needs.compareTo(other.needs);
      }
      return order == 0 ? node.compareTo(other.node) : order;
    }
  }

  final Key key;
  final QueueLine queue;
  final SkillSet needs;
  final Stages.Stage stage;
  final RankedLine line = new RankedLine();
  final RankedLine unheard = new RankedLine();

  /// Where it is counted in the [PlaceTree], while it is among the waiting groups.
  int slot = -1;

  /// Who may serve them at last, as the queue stands now: what a prediction counts.
  Serving fits = Serving.nobody();

  /// The groups of agents who may serve them now, by index.
  final BitSet mask = new BitSet();

  /// The groups that may serve them now if nobody waits in the queue they are reserved for.
  final BitSet idleReserve = new BitSet();

  NeedGroup(Key key, QueueLine queue) {
    this.key = key;
    this.queue = queue;
    this.needs = key.needs();
    this.stage = queue.stages.get(key.stage());
  }

  /// Reckons who may serve them, after the queue came to overflow or no longer does.
  void findAgents(Tickets tickets, Agents agents) {
    mask.clear();
    idleReserve.clear();
    for (Agents.Group group : agents.groups()) {
      switch (helpOf(group, tickets)) {
        case null -> {}
        case NONE, OVERFLOW, RESERVE_RELEASED -> mask.set(group.index);
        case RESERVE_IDLE -> idleReserve.set(group.index);
      }
    }
    fits = tickets.serving(queue, needs, queue.overflowing);
  }

  /// How a group of agents comes to serve these callers at this stage; null when it does not.
  @Nullable Help helpOf(Agents.Group group, Tickets tickets) {
    if (!group.has(needs, stage.level(), stage.waived())) {
      return null;
    }
    boolean own = group.serves(queue.name);
    if (!own && !(queue.overflowing && servesOverflow(group, queue))) {
      return null;
    }
    @Nullable QueueName reservedFor = group.profile.reservedFor();
    if (reservedFor == null || reservedFor.equals(queue.name)) {
      return own ? Help.NONE : Help.OVERFLOW;
    }
    if (stage.released().contains(reservedFor)) {
      return Help.RESERVE_RELEASED;
    }
    return tickets.queue(reservedFor).rules.reserve().whenIdle() ? Help.RESERVE_IDLE : null;
  }

  static boolean servesOverflow(Agents.Group group, QueueLine queue) {
    QueueRules.@Nullable Overflow overflow = queue.rules.overflow();
    return overflow != null && group.servesOneOf(overflow.to());
  }

  RankedLine lineOf(Ticket ticket) {
    return ticket.isUnheard() ? unheard : line;
  }

  boolean isEmpty() {
    return line.isEmpty() && unheard.isEmpty();
  }

  /// Groups of agents who may serve one of these callers now and of whom somebody is free.
  List<Agents.Group> freeGroups(Tickets tickets, Agents agents) {
    BitSet free = agents.free(key.node());
    List<Agents.Group> found = new ArrayList<>();
    for (int i = free.nextSetBit(0); i >= 0; i = free.nextSetBit(i + 1)) {
      Agents.Group group = agents.group(i);
      if (mask.get(i) || (idleReserve.get(i) && !tickets.reserveIsNeeded(group))) {
        found.add(group);
      }
    }
    return found;
  }

  boolean hasSomebodyFree(Tickets tickets, Agents agents) {
    BitSet free = agents.free(key.node());
    if (mask.intersects(free)) {
      return true;
    }
    if (idleReserve.intersects(free)) {
      for (int i = idleReserve.nextSetBit(0); i >= 0; i = idleReserve.nextSetBit(i + 1)) {
        if (free.get(i) && !tickets.reserveIsNeeded(agents.group(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
