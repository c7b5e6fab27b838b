package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.ChangeRecording;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.LineDecision.RecordingStated;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.TicketId;

/// Offers: who is rung for whom, and what becomes of it.
///
/// INVARIANT: a ticket and an agent have one offer at a time, the same one.
final class OfferDesk {

  /// A deadline that is seen later than this passed while we ourselves were away; then silence says
  /// nothing about the phone.
  private static final Duration AWAY_OURSELVES = Duration.ofSeconds(2);

  /// Between the id of a ticket's first call and the number of the attempt to call back. No dash:
  /// that ends the name of the Asterisk node.
  static final String ATTEMPT_MARK = ".c";

  private final Line line;
  private final AgentDesk agentDesk;
  private final Parties parties;
  private final EarliestFirst choice;
  private final Reasons reasons;

  OfferDesk(Line line, AgentDesk agentDesk, Parties parties) {
    this.parties = parties;
    this.line = line;
    this.choice = new EarliestFirst(line);
    this.reasons = new Reasons(line);
    this.agentDesk = agentDesk;
  }

  /// Offers as long as somebody waits for whom somebody is available.
  void match() {
    if (!line.takeMoved()) {
      return;
    }
    passOn();
    for (EarliestFirst.@Nullable Pair pair = choice.next(); pair != null; pair = choice.next()) {
      offer(pair);
    }
  }

  /// Callers who were passed on to one agent come first, for the agent was kept free for them. An
  /// agent who is not ready any more leaves the caller in line, at the old place.
  private void passOn() {
    if (line.destined.isEmpty()) {
      return;
    }
    for (TicketId id : List.copyOf(line.destined)) {
      @Nullable Ticket ticket = line.tickets.find(id);
      @Nullable AgentId to = ticket == null ? null : ticket.destined;
      if (ticket == null || to == null) {
        line.destined.remove(id);
      } else if (ticket.state == TicketState.WAITING) {
        line.destine(ticket, null);
        @Nullable Agent agent = line.agents.find(to);
        if (agent != null
            && agent.state == AgentState.READY
            && agent.isReachableFor(ticket.node())) {
          line.timers.cancel(Timers.Kind.AGENT, agent.id.value());
          agent.restUntil = null;
          Offer offer = bind(ticket, agent, "The caller was passed on to you.", null);
          line.move(ticket, TicketState.OFFERED);
          line.move(agent, AgentState.OFFERED, "");
          ring(offer);
        }
      }
    }
  }

  private void offer(EarliestFirst.Pair pair) {
    Ticket ticket = pair.ticket();
    if (ticket.state == TicketState.CALLBACK_DUE) {
      if (line.places.callbacks().first() == CallbackRules.First.AGENT) {
        bind(pair);
      }
      dial(ticket);
      return;
    }
    Offer offer = bind(pair);
    line.move(ticket, TicketState.OFFERED);
    line.move(pair.agent(), AgentState.OFFERED, "");
    ring(offer);
  }

  /// Calls a ticket's caller back.
  void dial(Ticket ticket) {
    @Nullable Callback callback = ticket.callback;
    if (callback == null) {
      throw new IllegalStateException(ticket.id + " has no callback");
    }
    CallbackRules rules = line.places.callbacks();
    Callback tried = callback.attempted(line.now.plus(rules.ringTime()).plus(rules.keyTime()));
    ticket.callback = tried;
    ticket.dialsMade++;
    CallId call = new CallId(ticket.facts.call().value() + ATTEMPT_MARK + ticket.dialsMade);
    line.tickets.rebind(ticket, call);
    line.move(ticket, TicketState.CALLBACK_DIALED);
    if (ticket.offer != null) {
      line.move(ticket.offer.agent, AgentState.OFFERED, "a caller is called back");
    }
    line.timers.schedule(Timers.Kind.PLACE, ticket.id.value(), tried.due());
    line.say(
        new DialCallback(
            ticket.id,
            call,
            line.now,
            line.pool,
            ticket.facts.queue(),
            tried.line(),
            tried.number(),
            ticket.facts.language(),
            ticket.facts.since(),
            rules.ringTime()));
  }

  private Offer bind(EarliestFirst.Pair pair) {
    Assignment reason = reasons.of(pair);
    String why = reasons.sentence(reason, pair.group().queue);
    return bind(pair.ticket(), pair.agent(), why, reason);
  }

  private Offer bind(Ticket ticket, Agent agent, String why, @Nullable Assignment reason) {
    ticket.offersMade++;
    OfferId id = new OfferId(ticket.id.value() + "-" + ticket.offersMade);
    Instant freeSince =
        agent.availableSince.isAfter(ticket.changedAt) ? agent.availableSince : ticket.changedAt;
    Offer offer = new Offer(id, ticket, agent, line.now, line.now, freeSince, why, reason);
    ticket.offer = offer;
    agent.offer = offer;
    agent.setHandlingSince(line.now);
    return offer;
  }

  /// Has the agent's phone ring for the ticket with which the agent is bound.
  void ring(Offer offer) {
    Ticket ticket = offer.ticket;
    Agent agent = offer.agent;
    offer.madeAt = line.now;
    offer.deadline = line.now.plus(line.rules.ringConfirm());
    line.timers.schedule(Timers.Kind.OFFER, ticket.id.value(), offer.deadline);
    if (ticket.state != TicketState.OFFERED) {
      line.move(ticket, TicketState.OFFERED);
    }
    line.say(
        new OfferCall(
            offer.id,
            ticket.id,
            ticket.call(),
            ticket.channel,
            agent.id,
            line.now,
            line.pool,
            ticket.facts.queue(),
            ticket.facts.language(),
            line.ringTime(agent, line.tickets.queue(ticket.facts.queue())),
            ticket.waitedUntil(line.now),
            offer.freeSince,
            offer.why,
            List.copyOf(ticket.story),
            offer.assignment));
  }

  /// News from Asterisk.
  void heard(OfferEvent event) {
    @Nullable Ticket ticket = line.tickets.find(event.ticket());
    if (ticket == null) {
      return;
    }
    if (parties.heard(ticket, event)) {
      return;
    }
    @Nullable Offer current = ticket.offer;
    boolean isCurrent = current != null && current.id.equals(event.offer());
    switch (event) {
      case OfferEvent.OfferRang rang -> {
        if (isCurrent && current != null) {
          rang(current);
        }
      }
      case OfferEvent.OfferConnected connected -> connected(ticket, connected.offer());
      case OfferEvent.OfferFailed failed -> {
        if (isCurrent && current != null) {
          if (ticket.state == TicketState.OFFERED) {
            failed(current, failed.failure(), true);
          }
        } else {
          ticket.remember(failed.offer(), failed.agent(), true);
          if (failed.failure() == OfferFailure.UNREACHABLE) {
            agentDesk.foundUnreachable(failed.agent());
          }
        }
      }
      case OfferEvent.CallerHeld _ -> {
        if (isCurrent && current != null) {
          agentDesk.held(current.agent, true);
        }
      }
      case OfferEvent.CallerResumed _ -> {
        if (isCurrent && current != null) {
          agentDesk.held(current.agent, false);
        }
      }
      case OfferEvent.RecordingChanged changed -> {
        if (isCurrent && current != null) {
          current.recording = changed.state();
        }
        line.say(
            new RecordingStated(
                changed.offer(),
                line.now,
                line.pool,
                changed.ticket(),
                changed.agent(),
                changed.state()));
      }
      case OfferEvent.TalkEnded ended -> {
        if (!isCurrent) {
          ticket.remember(ended.offer(), ended.agent(), true);
        }
      }
    }
  }

  /// Whose talk it is decides what is recorded of it.
  void recordingAsked(ChangeRecording event) {
    @Nullable Agent agent = line.agents.find(event.agent());
    @Nullable Offer offer = agent == null ? null : agent.offer;
    if (offer != null && offer.connectedAt != null) {
      line.say(
          new RecordingOrdered(
              offer.ticket.id,
              offer.ticket.call(),
              line.now,
              line.pool,
              offer.id,
              offer.agent.id,
              event.wish()));
    }
  }

  private void rang(Offer offer) {
    if (offer.rang || offer.connectedAt != null) {
      return;
    }
    offer.rang = true;
    QueueLine queue = line.tickets.queue(offer.ticket.facts.queue());
    Duration rings = line.ringTime(offer.agent, queue);
    offer.deadline = line.now.plus(rings).plus(line.rules.ringMargin());
    line.timers.schedule(Timers.Kind.OFFER, offer.ticket.id.value(), offer.deadline);
  }

  /// Agent and caller hear each other. The fence lets only one offer do so, so it is believed even
  /// of one that was given up.
  void connected(Ticket ticket, OfferId offerId) {
    if (ticket.state.isKept() && !isTalkPossible(ticket)) {
      return;
    }
    @Nullable Offer current = ticket.offer;
    if (current == null || !current.id.equals(offerId)) {
      current = adopt(ticket, offerId);
    }
    if (current == null || current.connectedAt != null) {
      return;
    }
    current.connectedAt = line.now;
    line.timers.cancel(Timers.Kind.OFFER, ticket.id.value());
    line.waits.pickedUp(Duration.between(current.madeAt, line.now));
    line.waits.talkBegan(current.agent.id.value());
    if (ticket.waitedForAgent == null) {
      Duration took = ticket.waitedUntil(line.now);
      ticket.waitedForAgent = took;
      line.reachedAgent(ticket, current.madeAt, took);
    }
    ticket.lastAgent = current.agent.id;
    ticket.coolOffs.clear();
    line.move(ticket, TicketState.TALKING);
    line.move(current.agent, AgentState.TALKING, "");
    parties.connected(current);
  }

  /// Whether a caller without a call may be in a talk all the same: the loss of the call was a
  /// mistake, or a callback was promised while the phone was answered.
  private boolean isTalkPossible(Ticket ticket) {
    boolean calledBack = ticket.callback != null && ticket.callback.attempts() > 0;
    return !calledBack && !line.tombstones.isHungUp(ticket.call());
  }

  /// Takes up an offer that was given up; null when it is over or its agent unknown.
  private @Nullable Offer adopt(Ticket ticket, OfferId offerId) {
    @Nullable AgentId agentId = ticket.agentOf(offerId);
    @Nullable Agent agent = agentId == null ? null : line.agents.find(agentId);
    if (agent == null || ticket.isOver(offerId)) {
      return null;
    }
    letGo(ticket);
    if (ticket.state.isKept()) {
      ticket.held = null;
      line.tickets.setCallback(ticket, null);
      line.timers.cancel(Timers.Kind.PLACE, ticket.id.value());
    }
    parties.leave(agent);
    @Nullable Offer other = agent.offer;
    if (other != null) {
      Ticket otherTicket = other.ticket;
      boolean talked = other.connectedAt != null;
      letGo(otherTicket);
      if (talked) {
        line.move(otherTicket, TicketState.AWAY);
      } else {
        waitOn(otherTicket);
      }
    }
    line.timers.cancel(Timers.Kind.AGENT, agent.id.value());
    agent.restUntil = null;
    agent.wrapUpUntil = null;
    Offer offer = new Offer(offerId, ticket, agent, line.now, line.now, line.now, "", null);
    ticket.past.removeIf(earlier -> earlier.id().equals(offerId));
    ticket.offer = offer;
    agent.offer = offer;
    if (agent.state == AgentState.PAUSED || agent.state == AgentState.SIGNED_OUT) {
      agent.wanted = agent.state;
      agent.wantedReason = agent.reason;
      agent.wantedBy = null;
    }
    agent.setHandlingSince(line.now);
    return offer;
  }

  /// Frees the agent of whatever offer the ticket has, and says so when a phone rings; the caller
  /// then moves the ticket.
  void letGo(Ticket ticket) {
    @Nullable Offer offer = ticket.offer;
    if (offer == null) {
      return;
    }
    if (offer.connectedAt == null) {
      withdraw(offer);
      agentDesk.released(offer.agent, "offer withdrawn");
    } else {
      detach(offer, true);
      agentDesk.talkEnded(offer.agent, false);
    }
  }

  /// A ticket that has lost its agent before a talk goes on without.
  void waitOn(Ticket ticket) {
    if (ticket.state == TicketState.OFFERED) {
      line.move(ticket, TicketState.WAITING);
    }
  }

  private void withdraw(Offer offer) {
    detach(offer, false);
    if (offer.ticket.state == TicketState.CALLBACK_DIALED) {
      // The agent was kept free, and no phone rings.
      return;
    }
    line.say(
        new WithdrawOffer(
            offer.id,
            offer.ticket.id,
            offer.ticket.call(),
            offer.ticket.channel,
            offer.agent.id,
            line.now,
            line.pool));
  }

  /// Ends the bond of ticket and offer; the agent's end of it is the agent desk's.
  void detach(Offer offer, boolean over) {
    if (offer.connectedAt != null) {
      parties.dissolve(offer.ticket);
    }
    offer.ticket.offer = null;
    offer.ticket.remember(offer.id, offer.agent.id, over);
    line.timers.cancel(Timers.Kind.OFFER, offer.ticket.id.value());
  }

  /// The phone stopped ringing without a talk.
  ///
  /// @param said whether Asterisk said so; else we gave the offer up and must withdraw it
  void failed(Offer offer, OfferFailure failure, boolean said) {
    Ticket ticket = offer.ticket;
    Agent agent = offer.agent;
    if (said) {
      detach(offer, true);
    } else {
      withdraw(offer);
    }
    ticket.coolOff(agent.id, line.now.plus(line.rules.missCooloff()));
    switch (failure) {
      case NO_ANSWER -> agentDesk.missed(agent, "did not answer");
      case BUSY -> agentDesk.missed(agent, "phone busy");
      case DECLINED -> agentDesk.missed(agent, "declined");
      case UNREACHABLE -> agentDesk.unreachable(agent);
      case LOST -> agentDesk.released(agent, "offer lost", line.rules.missRest());
      case CALLER_GONE, CLAIM_LOST -> agentDesk.released(agent, "");
    }
    line.move(ticket, isSurelyInLine(offer, failure) ? TicketState.WAITING : TicketState.AWAY);
  }

  /// Where the fence found nobody, ringing the next agent would only repeat it. And an offer that
  /// was lost while we were away ourselves may have become a talk. In both cases the caller's next
  /// tick, hang-up or snapshot tells what is true.
  private static boolean isSurelyInLine(Offer offer, OfferFailure failure) {
    return switch (failure) {
      case NO_ANSWER, BUSY, DECLINED, UNREACHABLE -> true;
      case CALLER_GONE, CLAIM_LOST -> false;
      case LOST -> !offer.graceGiven;
    };
  }

  /// Nothing was heard of an offer in time.
  void deadlinePassed(Ticket ticket, Instant due) {
    @Nullable Offer offer = ticket.offer;
    if (offer == null || offer.connectedAt != null) {
      return;
    }
    boolean late = Duration.between(due, line.now).compareTo(AWAY_OURSELVES) > 0;
    if (late && !offer.graceGiven) {
      offer.graceGiven = true;
      offer.deadline = line.now.plus(line.rules.ringConfirm()).plus(line.rules.ringMargin());
      line.timers.schedule(Timers.Kind.OFFER, ticket.id.value(), offer.deadline);
      return;
    }
    failed(offer, OfferFailure.LOST, false);
  }
}
