package org.ringfence.queue.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.Standing;

/// Where a caller stands, and what wait that means.
///
/// Callers of other skills compete only for the agents they share: one ahead who can be served by
/// `s` agents, `c` of whom can serve this caller too, counts `c/s`. That takes the agents of a
/// group to spread their work evenly over those they can serve, which is an approximation. However
/// many wait for a few specialists, they take no more than the specialists' time: see [Competing].
///
/// Callers who were never heard count for the others like callers of as many specialists as
/// [UnheardShare] allows them: however many they are, they take no more than these agents' time.
final class Predictions {

  private final Line line;
  private final UnheardShare unheardShare;

  Predictions(Line line) {
    this.line = line;
    this.unheardShare = new UnheardShare(line);
  }

  /// 1 for the next of the queue to be served; 0 for whom a phone rings or who is not in line. Of
  /// those who were never heard, only as many count for the others as may be served before them
  /// now.
  int positionOf(Ticket ticket) {
    if (ticket.state != TicketState.WAITING && ticket.state != TicketState.CALLBACK_DUE) {
      return 0;
    }
    QueueLine queue = line.tickets.queue(ticket.facts.queue());
    int unheard = queue.unheard.countBefore(ticket);
    int callbacks = queue.callbacksDue.countBefore(ticket);
    if (!ticket.isUnheard()) {
      int heard = queue.waiting.countBefore(ticket) + callbacks;
      return 1 + heard + Math.min(unheard, unheardShare.left());
    }
    boolean afterAll = unheardShare.allowance() == 0;
    int others =
        afterAll
            ? queue.waiting.size() + queue.callbacksDue.size()
            : queue.waiting.countBefore(ticket) + callbacks;
    return 1 + others + unheard;
  }

  @Nullable PredictedWait of(Ticket ticket) {
    return switch (ticket.state) {
      case WAITING, AWAY, CALLBACK_DUE -> {
        Work work = workFor(line.tickets.queue(ticket.facts.queue()), ticket.facts.needs(), ticket);
        @Nullable Standing standing = ticket.isUnheard() ? unheardStanding(work) : standing(work);
        yield standing == null ? null : line.waits.predict(standing);
      }
      case OFFERED -> line.waits.predict(new Standing(0, 1, 1));
      case TALKING, GRACE, CALLBACK_LATER, CALLBACK_DIALED, ENDED -> null;
    };
  }

  /// What the next caller of a queue would be told, who is taken to need what most of its callers
  /// need.
  @Nullable PredictedWait ofNextIn(QueueLine queue) {
    return ofNextIn(queue, queue.overflowing);
  }

  /// @param helpToo whether agents of the queues it overflows to are counted
  @Nullable PredictedWait ofNextIn(QueueLine queue, boolean helpToo) {
    SkillSet needs = queue.lastNeeds;
    int most = 0;
    if (!queue.waiting.isEmpty()) {
      for (NeedGroup group : line.tickets.waitingGroups()) {
        @Nullable Ticket first = group.line.first();
        if (group.line.size() > most && first != null && group.queue == queue) {
          most = group.line.size();
          needs = group.needs;
        }
      }
    }
    return line.waits.predict(standing(workFor(queue, needs, null, helpToo)));
  }

  /// What is to be done before a caller, by agents who can serve this caller.
  ///
  /// @param agents those on duty
  /// @param free those of them who are free at this moment
  /// @param unheard callers who were never heard, and have their place before
  /// @param unheardShared so many of the agents could serve these
  /// @param othersWait whether anybody else waits whom one of the agents could serve
  private record Work(
      int agents,
      int free,
      List<Competing> others,
      double unheard,
      int unheardShared,
      boolean othersWait) {}

  private Work workFor(QueueLine queue, SkillSet needs, @Nullable Ticket before) {
    return workFor(queue, needs, before, queue.overflowing);
  }

  private Work workFor(QueueLine queue, SkillSet needs, @Nullable Ticket before, boolean helpToo) {
    Serving mine = line.tickets.serving(queue, needs, helpToo);
    int agents = mine.onDuty();
    int free = 0;
    for (Agents.Group group : mine.groups()) {
      free += group.available.size();
    }
    List<Competing> others = new ArrayList<>();
    double unheard = 0;
    int unheardShared = 0;
    boolean othersWait = false;
    for (NeedGroup group : line.tickets.waitingGroups()) {
      int shared = group.fits.onDutyShared(mine);
      if (shared > 0) {
        double part = (double) shared / group.fits.onDuty();
        others.add(new Competing(countAhead(group.line, before) * part, shared));
        othersWait |= !group.line.isEmpty();
        if (!group.unheard.isEmpty()) {
          unheard += countAhead(group.unheard, before) * part;
          unheardShared = Math.max(unheardShared, shared);
        }
      }
    }
    return new Work(agents, free, others, unheard, unheardShared, othersWait);
  }

  private static int countAhead(RankedLine waiting, @Nullable Ticket before) {
    return before == null ? waiting.size() : waiting.countBefore(before);
  }

  private Standing standing(Work work) {
    List<Competing> all = new ArrayList<>(work.others);
    int allowed = Math.min(work.unheardShared, unheardShare.allowance());
    if (allowed > 0) {
      all.add(new Competing(work.unheard, allowed));
    }
    return new Standing(Competing.ahead(all, work.agents), work.agents, work.free);
  }

  /// How a caller stands who was never heard: in the line like everybody, and in the line for the
  /// few agents whom such callers may hold, whichever is slower. Null when it cannot be said,
  /// because it depends on when nobody else waits.
  private @Nullable Standing unheardStanding(Work work) {
    int allowance = unheardShare.allowance();
    if (allowance == 0 && work.othersWait) {
      return null;
    }
    int held = line.agents.heldByUnheardCount();
    int most = Math.min(work.agents, Math.max(1, allowance));
    Standing few = new Standing(work.unheard, most, Math.min(work.free, Math.max(0, most - held)));
    Standing whole =
        new Standing(
            Competing.ahead(work.others, work.agents) + work.unheard, work.agents, few.free());
    return roundsOf(few) >= roundsOf(whole) ? few : whole;
  }

  /// How often each agent is taken up before the caller's turn comes.
  private static double roundsOf(Standing standing) {
    return (standing.ahead() - standing.free()) / Math.max(1, standing.agents());
  }

  /// The same range counted from reaching the line, so that it compares with the whole wait.
  PredictedWait countedFromStart(Ticket ticket, PredictedWait fromNow) {
    Duration passed = ticket.waitedUntil(line.now);
    return new PredictedWait(
        fromNow.low().plus(passed), fromNow.expected().plus(passed), fromNow.high().plus(passed));
  }
}
