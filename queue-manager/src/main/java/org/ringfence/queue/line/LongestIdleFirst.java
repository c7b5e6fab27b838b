package org.ringfence.queue.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The choice of who is served next and by whom: the earliest place whom anybody available can
/// serve, and for it the agent who is idle longest. Callers who were never heard are among them
/// only as far as [UnheardShare] goes.
final class LongestIdleFirst {

  record Pair(Ticket ticket, Agent agent) {}

  private final Line line;
  private final UnheardShare unheardShare;

  LongestIdleFirst(Line line) {
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
    for (Tickets.NeedGroup group : line.tickets.waitingGroups()) {
      if (group.hasSomebodyFree()) {
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
    return earliest == null ? null : new Pair(earliest, choose(earliest));
  }

  private static @Nullable Ticket earlier(@Nullable Ticket one, @Nullable Ticket other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Ticket.BY_PLACE.compare(other, one) < 0 ? other : one;
  }

  /// The longest idle, those last who missed this very caller a moment ago.
  private Agent choose(Ticket ticket) {
    @Nullable Agent best = null;
    @Nullable Agent lastResort = null;
    for (Agents.Group fit : line.agents.groupsCovering(ticket.facts.needs())) {
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
