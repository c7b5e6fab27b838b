package org.ringfence.queue.line;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment.Choice;
import org.ringfence.queue.line.QueueRules.AgentOrder;

/// The choice of who is served next and by whom: the earliest place whom anybody available may
/// serve, and for it the agent who is idle longest or, where the queue says so, least occupied.
/// Callers who were never heard are among them only as far as [UnheardShare] goes.
///
/// It costs a look at each group of waiting callers, and a few for the chosen one's agents; neither
/// grows with the number of callers or of agents, only with how many kinds of them there are. Only
/// where phones are at some nodes alone are agents looked through for one who is there.
final class EarliestFirst {

  /// @param group of the ticket, as long as it waits
  record Pair(Ticket ticket, NeedGroup group, Agent agent, Choice choice) {}

  private final Line line;
  private final UnheardShare unheardShare;

  EarliestFirst(Line line) {
    this.line = line;
    this.unheardShare = new UnheardShare(line);
  }

  /// The next pair, or null when nobody waits for whom somebody is available.
  @Nullable Pair next() {
    if (line.agents.availableCount() == 0 || line.tickets.inLineCount() == 0) {
      return null;
    }
    boolean unheardToo = unheardShare.left() > 0;
    @Nullable Ticket earliest = null;
    @Nullable Ticket earliestUnheard = null;
    for (NeedGroup group : line.tickets.waitingGroups()) {
      if (group.hasSomebodyFree(line.tickets, line.agents)) {
        earliest = earlier(earliest, group.line.first());
        earliestUnheard = earlier(earliestUnheard, group.unheard.first());
      }
    }
    if (unheardToo) {
      earliest = earlier(earliest, earliestUnheard);
    } else if (earliest == null && unheardShare.allowsOneWhenIdle()) {
      // Nobody else waits whom any of the free agents could serve.
      earliest = earliestUnheard;
    }
    return earliest == null ? null : pairFor(earliest);
  }

  private static @Nullable Ticket earlier(@Nullable Ticket one, @Nullable Ticket other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Ticket.BY_PLACE.compare(other, one) < 0 ? other : one;
  }

  private Pair pairFor(Ticket ticket) {
    NeedGroup group = line.tickets.groupOf(ticket);
    List<Agents.Group> free = group.freeGroups(line.tickets, line.agents);
    boolean byLoad = group.queue.rules.order() == AgentOrder.LEAST_OCCUPIED;
    @Nullable Agent best = null;
    @Nullable Agent lastResort = null;
    for (Agents.Group fit : free) {
      for (Agent agent : inOrder(fit, byLoad)) {
        if (!agent.isReachableFor(ticket.node())) {
          continue;
        }
        // Who missed this very caller a moment ago comes last.
        if (!ticket.isCoolingOff(agent.id, line.now)) {
          best = first(best, agent, byLoad);
          break;
        }
        lastResort = first(lastResort, agent, byLoad);
      }
    }
    if (best != null) {
      Choice choice = byLoad ? Choice.LEAST_OCCUPIED : Choice.LONGEST_IDLE;
      return new Pair(ticket, group, best, choice);
    }
    if (lastResort == null) {
      throw new IllegalStateException("no agent is available for " + ticket.id);
    }
    return new Pair(ticket, group, lastResort, Choice.LAST_RESORT);
  }

  private static Iterable<Agent> inOrder(Agents.Group group, boolean byLoad) {
    TreeMap<?, Agent> order = byLoad ? group.leastOccupied : group.available;
    return order.values();
  }

  private static Agent first(@Nullable Agent one, Agent other, boolean byLoad) {
    if (one == null) {
      return other;
    }
    Agents.IdleKey idle = new Agents.IdleKey(one.idleSince, one.id);
    Agents.IdleKey otherIdle = new Agents.IdleKey(other.idleSince, other.id);
    int order =
        byLoad
            ? new Agents.LoadKey(one.load.rank(), idle)
                .compareTo(new Agents.LoadKey(other.load.rank(), otherIdle))
            : idle.compareTo(otherIdle);
    return order < 0 ? one : other;
  }
}
