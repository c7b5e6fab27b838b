package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.queue.prediction.PatienceClass;

/// Callers joining, asking, talking, coming back and leaving.
final class CallerDesk {

  /// Nobody waits longer; a clock that says so is wrong.
  private static final Duration MAX_WAIT = Duration.ofDays(2);

  /// A ticket's name leaves room for the number of an offer.
  private static final int MAX_TICKET_LENGTH = 110;

  private final Line line;
  private final OfferDesk offers;
  private final AgentDesk agentDesk;
  private final Predictions predictions;

  CallerDesk(Line line, OfferDesk offers, AgentDesk agentDesk, Predictions predictions) {
    this.line = line;
    this.offers = offers;
    this.agentDesk = agentDesk;
    this.predictions = predictions;
  }

  void joined(QueueReached event) {
    if (line.tombstones.forbids(event.call(), event.at())) {
      return;
    }
    @Nullable Ticket ticket = line.tickets.findByCall(event.call());
    if (ticket == null) {
      if (!line.tickets.hasRoomFor(event.queue())) {
        return;
      }
      ticket = place(event);
    } else {
      ticket.channel = event.channel();
      // What was heard may have been told and lost.
      line.hear(ticket, Diversion.of(event.diverted(), event.heard(), event.machineOdds()));
      seenInLine(ticket, event.at());
    }
    @Nullable PredictedWait predicted = predict(ticket);
    line.say(
        new TicketPlaced(
            ticket.id,
            ticket.call,
            line.now,
            line.pool,
            ticket.facts.queue(),
            predictions.positionOf(ticket),
            predicted));
  }

  private Ticket place(QueueReached event) {
    line.tombstones.forget(event.call());
    Instant since = within(line.now.minus(MAX_WAIT), event.since(), line.now);
    Ticket.Facts facts =
        new Ticket.Facts(
            ticketIdFor(event),
            event.call(),
            event.queue(),
            event.language(),
            predictions.needsThatSomebodyHas(event.language(), event.skills()),
            event.caller(),
            since,
            line.now,
            event.diverted());
    Duration handicap =
        event.diverted()
            ? Handicap.of(event.machineOdds(), line.rules.divertedHandicap())
            : Duration.ZERO;
    Diversion diversion = Diversion.of(event.diverted(), event.heard(), event.machineOdds());
    Ticket ticket = new Ticket(facts, event.channel(), since.plus(handicap), diversion);
    ticket.patience = PatienceClass.of(event.machineOdds());
    ticket.seenInLineAt = event.at();
    line.tickets.add(ticket);
    line.tickets.queue(event.queue()).lastNeeds = facts.needs();
    line.move(ticket, TicketState.WAITING);
    return ticket;
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
    return new TicketId("T" + call.substring(Math.max(0, call.length() - (MAX_TICKET_LENGTH - 1))));
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
    if (ticket == null) {
      return;
    }
    seenInLine(ticket, event.at());
    line.say(
        new WaitTold(
            ticket.id,
            ticket.call,
            line.now,
            line.pool,
            predictions.positionOf(ticket),
            predict(ticket)));
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
    if (ticket.state == TicketState.AWAY && at.isAfter(ticket.changedAt)) {
      line.move(ticket, TicketState.WAITING);
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
    @Nullable Offer offer = ticket.offer;
    if (offer == null || !offer.id.equals(event.offer())) {
      offers.heard(event);
      return;
    }
    if (offer.connectedAt == null) {
      // News that overtook the connecting.
      offers.connected(ticket, offer.id);
    }
    switch (event.end()) {
      case AGENT_LEG_BROKE -> talkBroke(ticket, offer);
      case AGENT_HUNG_UP ->
          close(ticket, TicketOutcome.SERVED, event.at(), Tombstones.Cause.CLOSED);
      case CALLER_HUNG_UP ->
          close(ticket, TicketOutcome.SERVED, event.at(), Tombstones.Cause.HUNG_UP);
    }
  }

  /// The agent's end of a talk broke, the caller's may live.
  void talkBroke(Ticket ticket, Offer offer) {
    offers.detach(offer, true);
    agentDesk.talkEnded(offer.agent, true);
    // The same phone may break again.
    ticket.coolOff(offer.agent.id, line.now.plus(line.rules.missCooloff()));
    line.move(ticket, TicketState.AWAY);
  }

  void hungUp(QueuedCallEnded event) {
    hungUp(event.call(), event.at());
  }

  /// Asterisk says that the call is over, whatever it was doing.
  void hungUp(CallId call, Instant at) {
    @Nullable Ticket ticket = line.tickets.findByCall(call);
    if (ticket == null) {
      line.tombstones.put(call, at, Tombstones.Cause.HUNG_UP);
    } else {
      close(ticket, outcomeOf(ticket), at, Tombstones.Cause.HUNG_UP);
    }
  }

  /// Served is who talked and did not come back into line afterwards.
  static TicketOutcome outcomeOf(Ticket ticket) {
    boolean talked =
        ticket.state == TicketState.TALKING
            || (ticket.state == TicketState.AWAY && ticket.waitedForAgent != null);
    return talked ? TicketOutcome.SERVED : TicketOutcome.ABANDONED;
  }

  void close(Ticket ticket, TicketOutcome outcome, Instant at, Tombstones.Cause cause) {
    offers.letGo(ticket);
    line.move(ticket, TicketState.ENDED);
    line.tickets.remove(ticket);
    line.tombstones.put(ticket.call, at, cause);
    if (outcome == TicketOutcome.ABANDONED && !ticket.isUnheard()) {
      line.waits.left(ticket.patience, Duration.between(ticket.facts.joinedAt(), line.now), true);
    }
    line.waits.forget(ticket.id.value());
    boolean served = outcome == TicketOutcome.SERVED && ticket.waitedForAgent != null;
    line.say(
        new TicketClosed(
            ticket.id,
            line.now,
            line.pool,
            ticket.facts.queue(),
            outcome,
            served && ticket.waitedForAgent != null
                ? ticket.waitedForAgent
                : ticket.waitedUntil(line.now),
            ticket.firstTold,
            served ? ticket.lastAgent : null));
  }

  /// The ticket, if it is really this call's.
  private @Nullable Ticket findTicket(TicketId id, CallId call) {
    @Nullable Ticket ticket = line.tickets.find(id);
    return ticket != null && ticket.call.equals(call) ? ticket : null;
  }
}
