package org.ringfence.queue.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.Skill;
import org.ringfence.queue.prediction.Standing;

/// Where a caller stands, and what wait that means.
///
/// Callers of other skills compete only for the agents they share: one ahead who can be served by
/// `s` agents, `c` of whom can serve this caller too, counts `c/s`. That takes the agents of a
/// group to spread their work evenly over those they can serve, which is an approximation. However
/// many wait for a few specialists, they take no more than the specialists' time: see [Competing].
final class Predictions {

  private final Line line;

  Predictions(Line line) {
    this.line = line;
  }

  /// 1 for the next of the queue to be served; 0 for whom a phone rings or who is not in line.
  int positionOf(Ticket ticket) {
    return ticket.state == TicketState.WAITING
        ? 1 + line.tickets.queue(ticket.facts.queue()).waiting.countBefore(ticket)
        : 0;
  }

  @Nullable PredictedWait of(Ticket ticket) {
    return switch (ticket.state) {
      case WAITING, AWAY -> line.waits.predict(standing(ticket.facts.needs(), ticket));
      case OFFERED -> line.waits.predict(new Standing(0, 1, 1));
      case TALKING, ENDED -> null;
    };
  }

  /// What the next caller of a queue would be told, who is taken to need what most of its callers
  /// need.
  @Nullable PredictedWait ofNextIn(QueueLine queue) {
    SkillSet needs = queue.lastNeeds;
    int most = 0;
    if (!queue.waiting.isEmpty()) {
      for (Tickets.NeedGroup group : line.tickets.waitingGroups()) {
        @Nullable Ticket first = group.line.first();
        if (group.line.size() > most && first != null && first.facts.queue().equals(queue.name)) {
          most = group.line.size();
          needs = group.needs;
        }
      }
    }
    return line.waits.predict(standing(needs, null));
  }

  private Standing standing(SkillSet needs, @Nullable Ticket before) {
    List<Agents.Group> mine = line.agents.groupsCovering(needs);
    int agents = 0;
    int free = 0;
    for (Agents.Group group : mine) {
      agents += group.onDuty;
      free += group.available.size();
    }
    List<Competing> competing = new ArrayList<>();
    for (Tickets.NeedGroup group : line.tickets.waitingGroups()) {
      int theirs = 0;
      int shared = 0;
      for (Agents.Group fit : group.fits) {
        theirs += fit.onDuty;
        shared += fit.skills.covers(needs) ? fit.onDuty : 0;
      }
      if (shared > 0) {
        int count = before == null ? group.line.size() : group.line.countBefore(before);
        competing.add(new Competing(count * ((double) shared / theirs), shared));
      }
    }
    double ahead = Competing.ahead(competing, agents);
    return new Standing(ahead, agents, free);
  }

  /// The same range counted from reaching the line, so that it compares with the whole wait.
  PredictedWait countedFromStart(Ticket ticket, PredictedWait fromNow) {
    Duration passed = ticket.waitedUntil(line.now);
    return new PredictedWait(
        fromNow.low().plus(passed), fromNow.expected().plus(passed), fromNow.high().plus(passed));
  }

  /// What a call needs; where no agent of the pool could ever serve it, its other skills are waived
  /// and then its language, for nobody is left to wait for ever.
  SkillSet needsThatSomebodyHas(String language, Collection<Skill> skills) {
    SkillSet all = SkillSet.needed(language, skills);
    if (!line.agents.groupsCovering(all).isEmpty()) {
      return all;
    }
    SkillSet languageOnly = SkillSet.needed(language, List.of());
    return line.agents.groupsCovering(languageOnly).isEmpty() ? SkillSet.NONE : languageOnly;
  }
}
