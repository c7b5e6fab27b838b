package org.ringfence.queue.line;

import static org.ringfence.queue.line.CallbackDesk.isAttempt;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.TicketCodeKeyed;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.Privacy;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

/// Callers joining, asking, talking, coming back and leaving.
final class CallerDesk {

  /// Nobody waits longer; a clock that says so is wrong.
  private static final Duration MAX_WAIT = Duration.ofDays(2);

  /// Somebody who reached the line longer ago has been waiting.
  private static final Duration NEW = Duration.ofSeconds(5);

  /// A ticket's name leaves room for the number of an offer.
  private static final int MAX_TICKET_LENGTH = 110;

  /// Stands between a call's first ticket name and a number, where another call has that ticket.
  private static final String ONE_MORE_MARK = ".p";

  private final Line line;
  private final OfferDesk offers;
  private final AgentDesk agentDesk;
  private final Parties parties;
  private final Predictions predictions;
  private final Hours hours;
  private final Closing closing;
  private final PlaceKeeper keeper;
  private final CallbackDesk callbacks;

  CallerDesk(
      Line line,
      OfferDesk offers,
      AgentDesk agentDesk,
      Parties parties,
      Predictions predictions,
      Hours hours) {
    this.line = line;
    this.parties = parties;
    this.offers = offers;
    this.agentDesk = agentDesk;
    this.predictions = predictions;
    this.hours = hours;
    this.closing = new Closing(line, offers);
    this.keeper = new PlaceKeeper(line, offers, closing);
    this.callbacks = new CallbackDesk(line, offers, closing, predictions);
  }

  void joined(QueueReached event) {
    if (line.tombstones.forbids(event.call(), event.at())) {
      return;
    }
    @Nullable Ticket ticket = findHeld(event);
    boolean kept = false;
    if (ticket != null && ticket.state.isCallback() && isAttempt(event.call(), ticket)) {
      callbacks.answered(ticket, event);
    } else if (ticket == null) {
      if (!line.tickets.hasRoomFor(event.queue())) {
        return;
      }
      QueueLine queue = line.tickets.queue(event.queue());
      Ticket.Holder holder = holderOf(event);
      SkillSet needs = line.tickets.needsThatSomebodyHas(queue, event.language(), event.skills());
      ticket = keeper.reclaim(event, holder, needs);
      kept = ticket != null;
      if (ticket == null && !hours.takes(queue, sinceOf(event))) {
        boolean later = queue.changesAt != null;
        boolean callback = later && callbacks.isOfferedAtDoor(create(event, queue, holder, needs));
        line.say(
            new CallerTurnedAway(
                event.call(), line.now, line.pool, queue.name, queue.changesAt, false, callback));
        return;
      }
      if (ticket == null && isFull(queue) && isNew(event)) {
        line.say(CallerTurnedAway.full(event.call(), line.now, line.pool, queue.name));
        return;
      }
      if (ticket == null) {
        ticket = place(event, queue, holder, needs);
      } else {
        line.hear(ticket, Diversion.of(event.diverted(), event.heard(), event.machineOdds()));
      }
    } else {
      ticket.channel = event.channel();
      // What was heard may have been told and lost.
      line.hear(ticket, Diversion.of(event.diverted(), event.heard(), event.machineOdds()));
      seenInLine(ticket, event.at());
    }
    sayPlaced(ticket, kept || !ticket.facts.call().equals(event.call()));
  }

  private static boolean isFull(QueueLine queue) {
    int most = queue.rules.mostWaiting();
    return most > 0 && queue.inLine() >= most;
  }

  /// Who waited in Asterisk while we were away is in line already, and nobody is sent out of it.
  private boolean isNew(QueueReached event) {
    return Duration.between(sinceOf(event), line.now).compareTo(NEW) <= 0;
  }

  /// The place that a call holds, or that its callback is to get.
  private @Nullable Ticket findHeld(QueueReached event) {
    @Nullable Ticket ofCall = line.tickets.findByCall(event.call());
    @Nullable Ticket named = event.ticket() == null ? null : line.tickets.find(event.ticket());
    // Of two attempts that ring at once the first has the place; the other one gets its own.
    boolean answered =
        ofCall == null
            && named != null
            && named.state.isCallback()
            && isAttempt(event.call(), named);
    return answered ? named : ofCall;
  }

  private void sayPlaced(Ticket ticket, boolean kept) {
    sayPlaced(ticket, kept, predict(ticket));
  }

  private void sayPlaced(Ticket ticket, boolean kept, @Nullable PredictedWait predicted) {
    line.say(
        new TicketPlaced(
            ticket.id,
            ticket.call(),
            line.now,
            line.pool,
            ticket.facts.queue(),
            predictions.positionOf(ticket),
            predicted,
            kept,
            ticket.facts.since(),
            options(ticket, predicted)));
  }

  private Instant sinceOf(QueueReached event) {
    return within(line.now.minus(MAX_WAIT), event.since(), line.now);
  }

  private CallerOptions options(Ticket ticket, @Nullable PredictedWait predicted) {
    String code = ticket.holder.code();
    boolean told = !code.isEmpty() && !line.places.hangUpGrace().isZero();
    return new CallerOptions(
        told ? code : null, keeper.isCodeWanted(ticket), callbacks.isOffered(ticket, predicted));
  }

  private Ticket.Holder holderOf(QueueReached event) {
    @Nullable CallerIdentity identity = event.identity();
    boolean shown =
        identity != null
            && identity.privacy() == Privacy.NONE
            && event.caller().normalized().isE164();
    return new Ticket.Holder(
        shown ? event.caller().normalized().raw() : "",
        event.attestation(),
        event.line(),
        identity == null ? "" : line.tickets.freeCode(identity.code(), shown),
        event.machineOdds(),
        event.heard());
  }

  private Ticket place(QueueReached event, QueueLine queue, Ticket.Holder holder, SkillSet needs) {
    Ticket ticket = create(event, queue, holder, needs);
    line.tombstones.forget(event.call());
    add(ticket, queue, event.at());
    return ticket;
  }

  private void add(Ticket ticket, QueueLine queue, Instant seenAt) {
    ticket.seenInLineAt = seenAt;
    line.tickets.add(ticket);
    queue.lastNeeds = ticket.facts.needs();
    line.move(ticket, TicketState.WAITING);
  }

  /// A place that is in no line yet.
  private Ticket create(QueueReached event, QueueLine queue, Ticket.Holder holder, SkillSet needs) {
    Instant since = sinceOf(event);
    Ticket.Facts facts =
        new Ticket.Facts(
            ticketIdFor(event),
            event.call(),
            event.queue(),
            event.language(),
            needs,
            event.caller(),
            since,
            line.now,
            event.diverted(),
            creditOf(event, queue));
    Duration handicap =
        event.diverted()
            ? Handicap.of(event.machineOdds(), line.rules.divertedHandicap())
            : Duration.ZERO;
    Diversion diversion = Diversion.of(event.diverted(), event.heard(), event.machineOdds());
    Ticket ticket =
        new Ticket(facts, holder, event.channel(), facts.place().plus(handicap), diversion);
    ticket.offersMade = line.tombstones.offersMade(event.call());
    return ticket;
  }

  /// Priority of the queue and of the caller together, within bounds; null for none.
  private static @Nullable Duration creditOf(QueueReached event, QueueLine queue) {
    @Nullable Duration own = event.credit();
    Duration credit =
        own == null || own.isNegative() ? queue.rules.credit() : queue.rules.credit().plus(own);
    if (credit.isZero()) {
      return null;
    }
    return credit.compareTo(QueueRules.MAX_CREDIT) > 0 ? QueueRules.MAX_CREDIT : credit;
  }

  private static Instant within(Instant earliest, Instant at, Instant latest) {
    if (at.isBefore(earliest)) {
      return earliest;
    }
    return at.isAfter(latest) ? latest : at;
  }

  /// The place held already, when it is not somebody else's; else one named after the call.
  private TicketId ticketIdFor(QueueReached event) {
    @Nullable TicketId held = event.ticket();
    if (held != null
        && held.value().length() <= MAX_TICKET_LENGTH
        && line.tickets.find(held) == null) {
      return held;
    }
    String call = event.call().value();
    // The end of a call's id is what tells calls apart.
    String name = "T" + call.substring(Math.max(0, call.length() - (MAX_TICKET_LENGTH - 1)));
    TicketId own = new TicketId(name);
    // Another call may have the place that this one had.
    for (int next = 2; line.tickets.find(own) != null; next++) {
      own = new TicketId(name + ONE_MORE_MARK + next);
    }
    return own;
  }

  /// Who makes a sound or presses a key is in the normal line, at the place of everybody who
  /// reached it at that moment.
  void heard(CallerHeard event) {
    @Nullable Ticket ticket = findTicket(event.ticket(), event.call());
    if (ticket != null) {
      line.hear(ticket, Diversion.NONE);
    }
  }

  void asked(WaitAsked event) {
    @Nullable Ticket ticket = findTicket(event.ticket(), event.call());
    if (ticket == null || (ticket.state.isCallback() && isAttempt(event.call(), ticket))) {
      // Who was called back and is not known to have pressed the key gets no answer, and joins.
      return;
    }
    seenInLine(ticket, event.at());
    @Nullable PredictedWait predicted = predict(ticket);
    line.say(
        new WaitTold(
            ticket.id,
            ticket.call(),
            line.now,
            line.pool,
            predictions.positionOf(ticket),
            predicted,
            options(ticket, predicted)));
  }

  void codeKeyed(TicketCodeKeyed event) {
    @Nullable Ticket own = findTicket(event.ticket(), event.call());
    if (own != null) {
      seenInLine(own, event.at());
      Ticket held = keeper.keyed(own, event.code(), event.at());
      sayPlaced(held, held != own);
    }
  }

  void callbackAsked(CallbackAsked event) {
    @Nullable Ticket ticket = findTicket(event.ticket(), event.call());
    if (ticket != null) {
      callbacks.asked(ticket, event);
    }
  }

  /// Who comes to a closed queue is called when it opens, who finds no port free at the turn: by
  /// the place of this moment, like everybody.
  void doorCallbackAsked(DoorCallbackAsked event) {
    QueueReached wish = event.wish();
    @Nullable Ticket held = line.tickets.findByCall(event.call());
    if (held != null) {
      // The same wish again, whose answer was not heard; or a place in line after all.
      boolean agreed = held.state.isCallback();
      sayTold(held.id, event, agreed ? CallbackAnswer.AGREED : CallbackAnswer.TOO_LATE);
      return;
    }
    if (line.tombstones.forbids(event.call(), event.at())
        || !line.tickets.hasRoomFor(wish.queue())) {
      return;
    }
    QueueLine queue = line.tickets.queue(wish.queue());
    SkillSet needs = line.tickets.needsThatSomebodyHas(queue, wish.language(), wish.skills());
    Ticket ticket = create(wish, queue, holderOf(wish), needs);
    @Nullable Instant opens = hours.takes(queue, line.now) ? line.now : queue.changesAt;
    CallbackAnswer answer =
        opens == null || isFull(queue)
            ? CallbackAnswer.NOT_OFFERED
            : callbacks.answerAtDoor(ticket, event.number());
    if (answer == CallbackAnswer.AGREED && opens != null) {
      add(ticket, queue, event.at());
      sayPlaced(ticket, false, null);
      callbacks.agreeAtDoor(ticket, event, opens);
    }
    sayTold(ticket.id, event, answer);
  }

  private void sayTold(TicketId ticket, DoorCallbackAsked event, CallbackAnswer answer) {
    line.say(
        new CallbackTold(ticket, event.call(), line.now, line.pool, event.wish().queue(), answer));
  }

  void callbackEnded(CallbackEnded event) {
    @Nullable Ticket ticket = line.tickets.find(event.ticket());
    if (ticket != null && isAttempt(event.call(), ticket)) {
      callbacks.ended(ticket, event);
    }
  }

  /// A place that is kept has come to its end, or a callback to its next step.
  void placeTimerFired(Ticket ticket, Instant due) {
    if (ticket.state != TicketState.GRACE) {
      callbacks.timerFired(ticket, due);
    } else if (!callbacks.callAfterCrash(ticket)) {
      closing.close(ticket, Closing.outcomeOf(ticket), line.now, Tombstones.Cause.CLOSED);
    }
  }

  /// What this caller is told now; the first of it is kept to be held against the real wait.
  private @Nullable PredictedWait predict(Ticket ticket) {
    if (ticket.firstTold != null || ticket.waitedForAgent != null) {
      return predictions.of(ticket);
    }
    @Nullable PredictedWait predicted = predictions.first(ticket);
    if (predicted != null) {
      ticket.firstTold = predictions.countedFromStart(ticket, predicted);
    }
    return predicted;
  }

  /// The caller speaks from the wait loop: one who was away is back.
  private void seenInLine(Ticket ticket, Instant at) {
    if (at.isAfter(ticket.seenInLineAt)) {
      ticket.seenInLineAt = at;
    }
    if (!at.isAfter(ticket.changedAt)) {
      return;
    }
    if (ticket.state == TicketState.AWAY) {
      line.move(ticket, TicketState.WAITING);
    } else if (ticket.state == TicketState.GRACE) {
      thereAfterAll(ticket);
    } else if (ticket.state.isCallback()
        && !isAttempt(ticket.call(), ticket)
        && !line.tombstones.isHungUp(ticket.call())) {
      // The promise was made, and the caller stayed in line all the same.
      line.tombstones.forget(ticket.call());
      callbacks.callOff(ticket);
    }
  }

  /// A call that was thought lost is in line, unless Asterisk declared its end.
  void thereAfterAll(Ticket ticket) {
    if (!line.tombstones.isHungUp(ticket.call())) {
      line.tombstones.forget(ticket.call());
      keeper.giveBack(ticket);
    }
  }

  void returned(CallerReturned event) {
    @Nullable Ticket ticket = findTicket(event.ticket(), event.call());
    if (ticket == null) {
      return;
    }
    @Nullable Offer offer = ticket.offer;
    if (offer != null && offer.connectedAt != null && event.at().isAfter(offer.connectedAt)) {
      talkBroke(ticket, offer);
    }
    if (event.at().isAfter(ticket.seenInLineAt)) {
      ticket.seenInLineAt = event.at();
    }
    if (ticket.state == TicketState.AWAY && !event.at().isBefore(awaySince(ticket))) {
      line.move(ticket, TicketState.WAITING);
    }
  }

  private Instant awaySince(Ticket ticket) {
    // The return and the end of the talk may carry the same moment; only one that is plainly older
    // is of an earlier talk.
    return ticket.changedAt.minus(line.rules.snapshotMargin());
  }

  void talkEnded(TalkEnded event) {
    @Nullable Ticket ticket = line.tickets.find(event.ticket());
    if (ticket == null) {
      return;
    }
    if (parties.heard(ticket, event)) {
      return;
    }
    @Nullable Offer offer = ticket.offer;
    if (offer == null || !offer.id.equals(event.offer())) {
      boolean last = isLastTalk(ticket, event);
      offers.heard(event);
      if (last) {
        // A snapshot saw the talk over and not yet how it ended.
        closing.close(ticket, TicketOutcome.SERVED, event.at(), Tombstones.Cause.CLOSED);
      }
      return;
    }
    if (offer.connectedAt == null) {
      // News that overtook the connecting.
      offers.connected(ticket, offer.id);
    }
    if (event.end() != TalkEnd.CALLER_HUNG_UP && parties.handOver(ticket)) {
      return;
    }
    switch (event.end()) {
      case AGENT_LEG_BROKE -> talkBroke(ticket, offer);
      case AGENT_HUNG_UP -> {
        if (offer.transferred) {
          // Who passes a caller on and hangs up at once means the same.
          talkBroke(ticket, offer);
        } else {
          closing.close(ticket, TicketOutcome.SERVED, event.at(), Tombstones.Cause.CLOSED);
        }
      }
      case CALLER_HUNG_UP ->
          closing.close(ticket, TicketOutcome.SERVED, event.at(), Tombstones.Cause.HUNG_UP);
    }
  }

  /// Whether who is away since a talk had it to its end.
  private static boolean isLastTalk(Ticket ticket, TalkEnded event) {
    Ticket.@Nullable PastOffer last = ticket.past.peekLast();
    return ticket.state == TicketState.AWAY
        && ticket.waitedForAgent != null
        && event.end() != TalkEnd.AGENT_LEG_BROKE
        && last != null
        && last.id().equals(event.offer());
  }

  /// The agent's end of a talk broke, the caller's may live.
  void talkBroke(Ticket ticket, Offer offer) {
    offers.detach(offer, true);
    agentDesk.talkEnded(offer.agent, !offer.transferred);
    // The same phone may break again.
    ticket.coolOff(offer.agent.id, line.now.plus(line.rules.missCooloff()));
    if (!offer.transferred) {
      ticket.tell(line.now, TicketEpisode.Kind.TALK_BROKE, offer.agent.id.value());
    }
    line.move(ticket, TicketState.AWAY);
  }

  void hungUp(QueuedCallEnded event) {
    hungUp(event.call(), event.at(), event.cause());
  }

  /// Asterisk says that the call is over, whatever it was doing.
  ///
  /// @param cause the Q.850 cause
  void hungUp(CallId call, Instant at, int cause) {
    @Nullable Ticket ticket = line.tickets.findByCall(call);
    line.tombstones.put(call, at, Tombstones.Cause.HUNG_UP);
    if (ticket == null || ticket.state.isKept()) {
      return;
    }
    boolean byCrash = cause == QueuedCallEnded.CUT_OFF;
    boolean served = ticket.state == TicketState.TALKING && !byCrash;
    if (served || !keeper.hold(ticket, at, byCrash)) {
      closing.close(ticket, Closing.outcomeOf(ticket), at, Tombstones.Cause.HUNG_UP);
    }
  }

  /// A snapshot does not know the call any more.
  ///
  /// @param byCrash whether Asterisk was started anew since the caller was heard from
  void missing(Ticket ticket, Instant at, boolean byCrash) {
    line.tombstones.put(ticket.call(), at, Tombstones.Cause.CLOSED);
    boolean served = ticket.state == TicketState.TALKING && !byCrash;
    if (served || !keeper.hold(ticket, at, byCrash)) {
      closing.close(ticket, Closing.outcomeOf(ticket), at, Tombstones.Cause.CLOSED);
    }
  }

  /// The ticket, if it is really this call's.
  private @Nullable Ticket findTicket(TicketId id, CallId call) {
    @Nullable Ticket ticket = line.tickets.find(id);
    return ticket != null && ticket.call().equals(call) ? ticket : null;
  }
}
