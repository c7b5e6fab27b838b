package org.ringfence.queue.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.CallersAhead;
import org.ringfence.queue.prediction.StaffOutlook;
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

  /// A long line is told in about so many.
  private static final int STRETCHES = 12;

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
    @Nullable Standing standing = standingOf(ticket);
    return standing == null ? null : line.waits.predict(standing, line.now);
  }

  /// The first prediction for a caller, from whom is to be learned how it comes true.
  @Nullable PredictedWait first(Ticket ticket) {
    @Nullable Standing standing = standingOf(ticket);
    if (standing == null) {
      return null;
    }
    return ticket.state == TicketState.WAITING && !ticket.isUnheard()
        ? line.waits.joined(ticket.id.value(), standing, line.now)
        : line.waits.predict(standing, line.now);
  }

  private @Nullable Standing standingOf(Ticket ticket) {
    return switch (ticket.state) {
      case WAITING, AWAY, CALLBACK_DUE -> {
        QueueLine queue = line.tickets.queue(ticket.facts.queue());
        // What a group of callers fits follows from the same.
        @Nullable NeedGroup group = ticket.group;
        Work work =
            group == null
                ? workFor(queue, ticket.facts.needs(), ticket, queue.overflowing)
                : workFor(queue, group.fits, ticket);
        yield ticket.isUnheard() ? unheardStanding(work) : standing(work, queue);
      }
      case OFFERED -> Standing.of(0, 1, 1);
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
    return line.waits.predict(standing(workFor(queue, needs, null, helpToo), queue), line.now);
  }

  /// What is to be done before a caller, by agents who can serve this caller.
  private static final class Work {
    /// Whom it comes before; null for who comes next.
    final @Nullable Ticket before;

    /// Callers before of the same queue, but for those who were never heard.
    final int ownAhead;

    /// Those on duty, and those of them who are free at this moment.
    final int agents;

    final int free;

    /// How many there will be.
    final StaffOutlook outlook;

    /// The callers before in sums, when the line is long.
    final PlaceTree.@Nullable Before sums;

    /// Groups of callers before, of whom so many are served by one of the agents, whom they share
    /// with others; with room for those who were never heard. See [Competing].
    final NeedGroup[] groups;

    final double[] callers;
    final int[] shared;
    int size;

    /// Callers who were never heard, and have their place before; so many of the agents could serve
    /// these.
    double unheard;

    int unheardShared;

    /// Whether anybody else waits whom one of the agents could serve.
    boolean othersWait;

    Work(
        @Nullable Ticket before,
        int ownAhead,
        Serving mine,
        int free,
        StaffOutlook outlook,
        PlaceTree.@Nullable Before sums,
        int most) {
      this.before = before;
      this.ownAhead = ownAhead;
      this.agents = mine.onDuty();
      this.free = free;
      this.outlook = outlook;
      this.sums = sums;
      this.groups = new NeedGroup[most];
      this.callers = new double[most + 1];
      this.shared = new int[most + 1];
    }

    void add(NeedGroup group, double ofThem, int agentsShared) {
      groups[size] = group;
      callers[size] = ofThem;
      shared[size] = agentsShared;
      size++;
    }

    double ahead() {
      return Competing.ahead(callers, shared, size, agents);
    }

    /// @param allowed so many agents serve those who were never heard
    double aheadWithUnheard(int allowed) {
      callers[size] = unheard;
      shared[size] = allowed;
      return Competing.ahead(callers, shared, size + 1, agents);
    }

    double effective(int group, double ahead) {
      return Competing.effective(callers[group], shared[group], ahead, agents);
    }
  }

  private Work workFor(QueueLine queue, SkillSet needs, @Nullable Ticket before, boolean helpToo) {
    return workFor(queue, line.tickets.serving(queue, needs, helpToo), before);
  }

  private Work workFor(QueueLine queue, Serving mine, @Nullable Ticket before) {
    int ownAhead = countAhead(queue, before);
    PlaceTree.@Nullable Before sums = sumsBefore(queue, before, ownAhead);
    List<NeedGroup> waiting = line.tickets.waitingGroups();
    Work work =
        new Work(
            before,
            ownAhead,
            mine,
            mine.available(line.agents),
            mine.outlook(line.now),
            sums,
            waiting.size());
    for (NeedGroup group : waiting) {
      int shared = mine.onDutyShared(group.fits);
      if (shared > 0) {
        double part = (double) shared / group.fits.onDuty();
        double ahead = sums == null ? countAhead(group.line, before) : sums.callers(group.slot);
        work.add(group, ahead * part, shared);
        work.othersWait |= !group.line.isEmpty();
        if (!group.unheard.isEmpty()) {
          double silent =
              sums == null ? countAhead(group.unheard, before) : sums.unheard(group.slot);
          work.unheard += silent * part;
          work.unheardShared = Math.max(work.unheardShared, shared);
        }
      }
    }
    return work;
  }

  private PlaceTree.@Nullable Before sumsBefore(
      QueueLine queue, @Nullable Ticket before, int ownAhead) {
    @Nullable PlaceTree places = line.tickets.longLine();
    if (places == null) {
      return null;
    }
    if (before == null) {
      return places.all(STRETCHES);
    }
    return places.before(before.placeMillis(), STRETCHES, queue.slots, ownAhead);
  }

  private static int countAhead(RankedLine waiting, @Nullable Ticket before) {
    return before == null ? waiting.size() : waiting.countBefore(before);
  }

  /// How many of a queue come before, but for those who were never heard.
  private static int countAhead(QueueLine queue, @Nullable Ticket before) {
    return before == null
        ? queue.waiting.size() + queue.callbacksDue.size()
        : queue.waiting.countBefore(before) + queue.callbacksDue.countBefore(before);
  }

  private Standing standing(Work work, QueueLine queue) {
    int allowed = Math.min(work.unheardShared, unheardShare.allowance());
    double ahead = allowed > 0 ? work.aheadWithUnheard(allowed) : work.ahead();
    CallersAhead callers =
        work.sums == null ? new CallersAhead() : new CallersAhead(1 + work.sums.stretches.size());
    if (allowed > 0) {
      callers.add(0, work.effective(work.size, ahead), 0, 0);
    }
    double credit =
        work.sums == null
            ? addOneByOne(work, ahead, callers)
            : addInSums(work, work.sums, ahead, callers);
    return new Standing(callers, work.agents, work.free, place(queue, work, credit), work.outlook);
  }

  /// Adds the callers ahead.
  ///
  /// @return their credit, in seconds
  private double addOneByOne(Work work, double ahead, CallersAhead callers) {
    double credit = 0;
    for (Weighed weighed : inOrder(work, ahead)) {
      RankedLine.Portion portion = weighed.portion;
      portion.addTo(callers, line.now, weighed.part);
      credit += portion.size() * portion.ticket().creditSeconds();
    }
    return credit;
  }

  private double addInSums(Work work, PlaceTree.Before sums, double ahead, CallersAhead callers) {
    double[] weights = new double[line.tickets.slotCount()];
    Arrays.fill(weights, PlaceTree.LEFT_OUT);
    for (int i = 0; i < work.size; i++) {
      int slot = work.groups[i].slot;
      double before = sums.callers(slot);
      weights[slot] = before > 0 ? work.effective(i, ahead) / before : 0;
    }
    double credit = 0;
    for (PlaceTree.Stretch stretch : sums.stretches) {
      credit += stretch.addTo(callers, weights, line.now);
    }
    return credit;
  }

  /// @param part of each caller of the portion that counts
  private record Weighed(RankedLine.Portion portion, double part) {}

  /// The callers ahead, the first in line first.
  private List<Weighed> inOrder(Work work, double ahead) {
    double count = 0;
    for (int i = 0; i < work.size; i++) {
      count += work.callers[i];
    }
    int largest = (int) Math.max(1, 2 * count / CallersAhead.PORTIONS);
    List<Weighed> weighed = new ArrayList<>();
    int groups = 0;
    for (int i = 0; i < work.size; i++) {
      RankedLine waiting = work.groups[i].line;
      int callers = countAhead(waiting, work.before);
      if (callers > 0) {
        double part = work.effective(i, ahead) / callers;
        for (RankedLine.Portion portion : waiting.portionsBefore(work.before, largest)) {
          weighed.add(new Weighed(portion, part));
        }
        groups++;
      }
    }
    if (groups > 1) {
      weighed.sort((a, b) -> Ticket.BY_PLACE.compare(a.portion.ticket(), b.portion.ticket()));
    }
    return weighed;
  }

  /// What else tells how long it takes until the turn of a caller, or of the next one of a queue.
  private Standing.Place place(QueueLine queue, Work work, double creditAhead) {
    @Nullable Ticket ticket = work.before;
    @Nullable Ticket head = queue.waiting.first();
    return new Standing.Place(
        queue.name.value(),
        ticket == null ? 0 : ticket.creditSeconds(),
        work.ownAhead,
        creditAhead,
        head == null || head == ticket
            ? 0
            : Math.max(0, Duration.between(head.effective(), line.now).toMillis() / 1000.0),
        line.tickets::talkingIn);
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
    int free = Math.min(work.free, Math.max(0, most - held));
    // Of those who go home, these few are taken to have their share.
    Standing few = Standing.of(work.unheard, most, free, work.outlook);
    Standing whole = Standing.of(work.ahead() + work.unheard, work.agents, free, work.outlook);
    return roundsOf(few) >= roundsOf(whole) ? few : whole;
  }

  /// How often each agent is taken up before the caller's turn comes.
  private static double roundsOf(Standing standing) {
    return (standing.ahead().total() - standing.free()) / Math.max(1, standing.agents());
  }

  /// The same range counted from reaching the line, so that it compares with the whole wait.
  PredictedWait countedFromStart(Ticket ticket, PredictedWait fromNow) {
    Duration passed = ticket.waitedUntil(line.now);
    return new PredictedWait(
        fromNow.low().plus(passed), fromNow.expected().plus(passed), fromNow.high().plus(passed));
  }
}
