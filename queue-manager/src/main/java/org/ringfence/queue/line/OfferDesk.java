package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;

/// Offers: who is rung for whom, and what becomes of it.
///
/// INVARIANT: a ticket and an agent have one offer at a time, the same one.
final class OfferDesk {

  /// A deadline that is seen later than this passed while we ourselves were away; then silence says
  /// nothing about the phone.
  private static final Duration AWAY_OURSELVES = Duration.ofSeconds(2);

  private final Line line;
  private final AgentDesk agentDesk;
  private final LongestIdleFirst choice;

  OfferDesk(Line line, AgentDesk agentDesk) {
    this.line = line;
    this.choice = new LongestIdleFirst(line);
    this.agentDesk = agentDesk;
  }

  /// Offers as long as somebody waits for whom somebody is available.
  void match() {
    for (LongestIdleFirst.@Nullable Pair pair = choice.next(); pair != null; pair = choice.next()) {
      offer(pair.ticket(), pair.agent());
    }
  }

  private void offer(Ticket ticket, Agent agent) {
    ticket.offersMade++;
    OfferId id = new OfferId(ticket.id.value() + "-" + ticket.offersMade);
    Instant freeSince =
        agent.availableSince.isAfter(ticket.changedAt) ? agent.availableSince : ticket.changedAt;
    String why = why(ticket);
    Instant deadline = line.now.plus(line.rules.ringConfirm());
    Offer offer = new Offer(id, ticket, agent, line.now, deadline);
    ticket.offer = offer;
    agent.offer = offer;
    agent.handlingSince = line.now;
    line.timers.schedule(Timers.Kind.OFFER, ticket.id.value(), deadline);
    line.move(ticket, TicketState.OFFERED);
    line.move(agent, AgentState.OFFERED, "");
    line.say(
        new OfferCall(
            id,
            ticket.id,
            ticket.call,
            ticket.channel,
            agent.id,
            line.now,
            line.pool,
            ticket.facts.queue(),
            ticket.facts.language(),
            line.rules.ringTime(),
            ticket.waitedUntil(line.now),
            freeSince,
            why));
  }

  private String why(Ticket ticket) {
    int waiting = line.tickets.queue(ticket.facts.queue()).waitingCount();
    String place =
        switch (ticket.diversion()) {
          case NONE ->
              "the longest waiting caller for "
                  + ticket.facts.needs()
                  + (ticket.facts.diverted() ? ", diverted at first and heard since" : "");
          case HEARD -> "a diverted caller who was heard and whose turn has come";
          case UNHEARD ->
              "a diverted caller who was never heard, or is surely a machine, and whose turn has come";
        };
    String others = waiting == 1 ? "nobody else waits" : (waiting - 1) + " others wait";
    return "You were free longest; this is " + place + " (" + others + " in this queue).";
  }

  /// News from Asterisk.
  void heard(OfferEvent event) {
    @Nullable Ticket ticket = line.tickets.find(event.ticket());
    if (ticket == null) {
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
      case OfferEvent.TalkEnded ended -> {
        if (!isCurrent) {
          ticket.remember(ended.offer(), ended.agent(), true);
        }
      }
    }
  }

  private void rang(Offer offer) {
    if (offer.rang || offer.connectedAt != null) {
      return;
    }
    offer.rang = true;
    offer.deadline = line.now.plus(line.rules.ringTime()).plus(line.rules.ringMargin());
    line.timers.schedule(Timers.Kind.OFFER, offer.ticket.id.value(), offer.deadline);
  }

  /// Agent and caller hear each other. The fence lets only one offer do so, so it is believed even
  /// of one that was given up.
  void connected(Ticket ticket, OfferId offerId) {
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
  }

  /// Takes up an offer that was given up; null when it is over or its agent unknown.
  private @Nullable Offer adopt(Ticket ticket, OfferId offerId) {
    @Nullable AgentId agentId = ticket.agentOf(offerId);
    @Nullable Agent agent = agentId == null ? null : line.agents.find(agentId);
    if (agent == null || ticket.isOver(offerId)) {
      return null;
    }
    letGo(ticket);
    @Nullable Offer other = agent.offer;
    if (other != null) {
      Ticket otherTicket = other.ticket;
      boolean talked = other.connectedAt != null;
      letGo(otherTicket);
      line.move(otherTicket, talked ? TicketState.AWAY : TicketState.WAITING);
    }
    line.timers.cancel(Timers.Kind.AGENT, agent.id.value());
    agent.restUntil = null;
    agent.wrapUpUntil = null;
    Offer offer = new Offer(offerId, ticket, agent, line.now, line.now);
    ticket.past.removeIf(earlier -> earlier.id().equals(offerId));
    ticket.offer = offer;
    agent.offer = offer;
    if (agent.state == AgentState.PAUSED || agent.state == AgentState.SIGNED_OUT) {
      agent.wanted = agent.state;
      agent.wantedReason = agent.reason;
    }
    agent.handlingSince = line.now;
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

  private void withdraw(Offer offer) {
    detach(offer, false);
    line.say(
        new WithdrawOffer(
            offer.id,
            offer.ticket.id,
            offer.ticket.call,
            offer.ticket.channel,
            offer.agent.id,
            line.now,
            line.pool));
  }

  /// Ends the bond of ticket and offer; the agent's end of it is the agent desk's.
  void detach(Offer offer, boolean over) {
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
