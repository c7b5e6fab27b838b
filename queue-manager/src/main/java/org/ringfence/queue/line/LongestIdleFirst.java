package org.ringfence.queue.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The choice of who is served next and by whom: the earliest place whom anybody available can
/// serve, and for it the agent who is idle longest.
final class LongestIdleFirst {

  record Pair(Ticket ticket, Agent agent) {}

  private final Line line;

  LongestIdleFirst(Line line) {
    this.line = line;
  }

  /// The next pair, or null when nobody waits for whom somebody is available.
  @Nullable Pair next() {
    if (line.agents.availableCount() == 0 || line.tickets.waitingCount() == 0) {
      return null;
    }
    Tickets.@Nullable NeedGroup group = earliestServable();
    @Nullable Ticket ticket = group == null ? null : group.line.first();
    return group == null || ticket == null ? null : new Pair(ticket, choose(ticket, group));
  }

  private Tickets.@Nullable NeedGroup earliestServable() {
    Tickets.@Nullable NeedGroup earliest = null;
    @Nullable Ticket front = null;
    for (Tickets.NeedGroup group : line.tickets.waitingGroups()) {
      @Nullable Ticket first = group.line.first();
      if (first != null
          && (front == null || Ticket.BY_PLACE.compare(first, front) < 0)
          && group.fits.stream().anyMatch(fit -> !fit.available.isEmpty())) {
        earliest = group;
        front = first;
      }
    }
    return earliest;
  }

  /// The longest idle, those last who missed this very caller a moment ago.
  private Agent choose(Ticket ticket, Tickets.NeedGroup group) {
    @Nullable Agent best = null;
    @Nullable Agent lastResort = null;
    for (Agents.Group fit : group.fits) {
      for (Map.Entry<Agents.IdleKey, Agent> entry : fit.available.entrySet()) {
        Agent agent = entry.getValue();
        if (!ticket.isCoolingOff(agent.id, line.now)) {
          best = longerIdle(best, agent);
          break;
        }
        lastResort = longerIdle(lastResort, agent);
      }
    }
    if (best != null) {
      return best;
    }
    if (lastResort == null) {
      throw new IllegalStateException("no agent is available for " + ticket.id);
    }
    return lastResort;
  }

  private static Agent longerIdle(@Nullable Agent one, Agent other) {
    if (one == null) {
      return other;
    }
    Agents.IdleKey key = new Agents.IdleKey(one.idleSince, one.id);
    return key.compareTo(new Agents.IdleKey(other.idleSince, other.id)) < 0 ? one : other;
  }
}
