package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.PartyChanged;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.CallParty;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;

/// Who is in talks beside agent and caller.
///
/// INVARIANT: only a ticket whose talk goes on has parties; of a talk there is one colleague at
/// most, who alone may go on with the caller when the agent leaves, and nobody outside beside one
/// who is [PartyKind#CONSULTED]: the caller would be left alone with them. A colleague's
/// `agent.offer` is the party's `guest`, never the ticket's `offer`.
final class Parties {

  /// So many in one talk beside agent and caller.
  static final int MAX_PARTIES = 4;

  /// Ends a colleague's leg's name before the number; other offers have no letter there.
  private static final String GUEST_MARK = "-g";

  private static final String PARTY_MARK = "-p";
  private static final String LOST = "lost";

  private final Line line;
  private final AgentDesk agentDesk;
  private final PrivateWords privateWords;

  Parties(Line line, AgentDesk agentDesk) {
    this.line = line;
    this.agentDesk = agentDesk;
    this.privateWords = new PrivateWords(line);
  }

  /// Rings a colleague who is free.
  ///
  /// @param kind whether all three talk at once, or the agent and the colleague alone first
  void ring(Offer talk, Agent colleague, PartyKind kind) {
    Ticket ticket = talk.ticket;
    ticket.offersMade++;
    OfferId id = new OfferId(ticket.id.value() + GUEST_MARK + ticket.offersMade);
    String wish = kind == PartyKind.CONSULTED ? "for a private word." : "to join the talk.";
    String why = talk.agent.id + " asks you " + wish;
    Offer guest =
        new Offer(id, ticket, colleague, line.now, line.now, colleague.availableSince, why, null);
    Party party = new Party(id, kind, colleague.id.value(), colleague.id, 1, line.now);
    party.guest = guest;
    ticket.parties.add(party);
    colleague.offer = guest;
    colleague.setHandlingSince(line.now);
    line.move(colleague, AgentState.OFFERED, "");
    line.say(
        new OfferCall(
            id,
            ticket.id,
            ticket.call(),
            ticket.channel,
            colleague.id,
            line.now,
            line.pool,
            ticket.facts.queue(),
            ticket.facts.language(),
            line.talks.ringTime(),
            ticket.waitedForAgent == null ? Duration.ZERO : ticket.waitedForAgent,
            guest.freeSince,
            why,
            List.copyOf(ticket.story),
            null,
            talk.id,
            kind));
    say(ticket);
  }

  /// Calls somebody else.
  void call(Offer talk, PartyKind kind, String name, @Nullable AgentId phone, int attempt) {
    Ticket ticket = talk.ticket;
    ticket.offersMade++;
    OfferId id = new OfferId(ticket.id.value() + PARTY_MARK + ticket.offersMade);
    ticket.parties.add(new Party(id, kind, name, phone, attempt, line.now));
    line.say(
        new CallParty(
            id,
            ticket.id,
            ticket.call(),
            ticket.channel,
            talk.agent.id,
            talk.id,
            line.now,
            line.pool,
            kind,
            name,
            phone,
            ticket.facts.language(),
            line.talks.ringTime(),
            kind == PartyKind.INTERPRETER && attempt == 1));
    say(ticket);
  }

  /// A talk began: whose language the agent does not speak gets an interpreter.
  void connected(Offer talk) {
    String language = talk.ticket.facts.language();
    boolean speaks =
        talk.agent.group.profile.levels().keySet().stream()
            .anyMatch(skill -> skill.value().equals(language));
    if (!speaks && line.talks.interpreted().contains(language)) {
      call(talk, PartyKind.INTERPRETER, language, null, 1);
    }
  }

  @Nullable Party find(Ticket ticket, OfferId id) {
    for (Party party : ticket.parties) {
      if (party.id.equals(id)) {
        return party;
      }
    }
    return null;
  }

  /// News of a colleague who is to join, or has joined.
  ///
  /// @return false when it is of no such one
  boolean heard(Ticket ticket, OfferEvent event) {
    @Nullable Party party = find(ticket, event.offer());
    @Nullable Offer guest = party == null ? null : party.guest;
    if (party == null || guest == null) {
      return false;
    }
    switch (event) {
      case OfferEvent.OfferRang _ -> {
        if (party.state == PartyState.CALLED) {
          guest.rang = true;
          party.become(PartyState.RINGING, line.now, "");
          say(ticket);
        }
      }
      case OfferEvent.OfferConnected _ -> joined(ticket, party, guest);
      case OfferEvent.OfferFailed failed -> failed(ticket, party, guest, failed.failure());
      // Only the leg that took the caller from the line is recorded.
      case OfferEvent.RecordingChanged _ -> {}
      case OfferEvent.CallerHeld _ -> agentDesk.held(guest.agent, true);
      case OfferEvent.CallerResumed _ -> agentDesk.held(guest.agent, false);
      case OfferEvent.TalkEnded _ -> {
        // News that overtook the joining.
        joined(ticket, party, guest);
        left(ticket, party, guest);
      }
    }
    return true;
  }

  private void joined(Ticket ticket, Party party, Offer guest) {
    if (guest.connectedAt == null) {
      guest.connectedAt = line.now;
      party.become(PartyState.JOINED, line.now, "");
      privateWords.began(ticket, party);
      line.waits.talkBegan(guest.agent.id.value());
      line.move(guest.agent, AgentState.TALKING, "");
      say(ticket);
    }
  }

  private void failed(Ticket ticket, Party party, Offer guest, OfferFailure failure) {
    Agent agent = guest.agent;
    switch (failure) {
      case NO_ANSWER -> agentDesk.missed(agent, "did not answer");
      case BUSY -> agentDesk.missed(agent, "phone busy");
      case DECLINED -> agentDesk.missed(agent, "declined");
      case UNREACHABLE -> agentDesk.unreachable(agent);
      case LOST -> agentDesk.released(agent, "offer lost", line.rules.missRest());
      case CALLER_GONE, CLAIM_LOST -> agentDesk.released(agent, "");
    }
    over(ticket, party, PartyState.FAILED, words(failure));
  }

  private static String words(OfferFailure failure) {
    return switch (failure) {
      case NO_ANSWER -> "did not answer";
      case BUSY -> "busy";
      case DECLINED -> "declined";
      case UNREACHABLE -> "not reachable";
      case CALLER_GONE, CLAIM_LOST -> "the talk was over";
      case LOST -> LOST;
    };
  }

  private void left(Ticket ticket, Party party, Offer guest) {
    ticket.remember(guest.id, guest.agent.id, true);
    agentDesk.talkEnded(guest.agent, false);
    over(ticket, party, PartyState.LEFT, "");
  }

  /// The private word is over, and the caller hears both.
  void letJoin(Offer talk, Party party) {
    privateWords.letJoin(talk, party);
    say(talk.ticket);
  }

  /// News of somebody who is no colleague.
  void changed(PartyChanged event) {
    @Nullable Ticket ticket = line.tickets.find(event.ticket());
    @Nullable Party party = ticket == null ? null : find(ticket, event.party());
    if (ticket == null || party == null || party.guest != null) {
      return;
    }
    if (event.state().isOver()) {
      over(ticket, party, event.state(), event.why());
      tryAgain(ticket, party);
    } else if (event.state().compareTo(party.state) > 0) {
      party.become(event.state(), line.now, "");
      say(ticket);
    }
  }

  /// An interpreter who cannot be had is tried once more: without one the two cannot talk.
  private void tryAgain(Ticket ticket, Party party) {
    @Nullable Offer talk = ticket.offer;
    if (party.kind == PartyKind.INTERPRETER
        && party.state == PartyState.FAILED
        && party.attempt == 1
        && talk != null
        && talk.connectedAt != null) {
      call(talk, party.kind, party.name, null, 2);
    }
  }

  /// Says the end of a party, and forgets it.
  private void over(Ticket ticket, Party party, PartyState state, String why) {
    privateWords.ended(ticket, party);
    party.become(state, line.now, why);
    say(ticket);
    ticket.parties.remove(party);
  }

  /// Sends somebody out, or stops calling.
  void sendOut(Ticket ticket, Party party) {
    end(ticket, party);
    boolean joined = party.state == PartyState.JOINED;
    over(ticket, party, joined ? PartyState.LEFT : PartyState.FAILED, joined ? "" : "called off");
  }

  private void end(Ticket ticket, Party party) {
    line.say(new EndParty(party.id, ticket.id, ticket.call(), hostOf(ticket), line.now, line.pool));
    @Nullable Offer guest = party.guest;
    if (guest == null) {
      return;
    }
    ticket.remember(guest.id, guest.agent.id, true);
    if (guest.connectedAt == null) {
      agentDesk.released(guest.agent, "offer withdrawn");
    } else {
      agentDesk.talkEnded(guest.agent, false);
    }
  }

  /// Frees an agent who is to join, or has joined, another's talk; nothing otherwise.
  void leave(Agent agent) {
    @Nullable Offer offer = agent.offer;
    if (offer != null && isGuest(offer)) {
      @Nullable Party party = find(offer.ticket, offer.id);
      if (party != null) {
        sendOut(offer.ticket, party);
      }
    }
  }

  static boolean isGuest(Offer offer) {
    return offer.ticket.offer != offer;
  }

  /// The talk is over, and with it everybody's part in it.
  void dissolve(Ticket ticket) {
    List<Party> all = new ArrayList<>(ticket.parties);
    all.forEach(party -> sendOut(ticket, party));
  }

  /// The agent of a talk leaves and a colleague has joined: the talk is the colleague's from now
  /// on.
  ///
  /// @return false when there is none who could go on
  boolean handOver(Ticket ticket) {
    @Nullable Offer talk = ticket.offer;
    for (Party party : new ArrayList<>(ticket.parties)) {
      @Nullable Offer guest = party.guest;
      if (talk != null && guest != null && guest.connectedAt != null) {
        ticket.parties.remove(party);
        ticket.remember(talk.id, talk.agent.id, true);
        ticket.offer = guest;
        ticket.lastAgent = guest.agent.id;
        agentDesk.talkEnded(talk.agent, false);
        ticket.changedAt = line.now;
        line.announce(guest.agent);
        // Those outside stay with the colleague; an ear is at the leg that is gone.
        List<Party> others = new ArrayList<>(ticket.parties);
        others.stream()
            .filter(other -> other.kind.isSupervisor())
            .forEach(other -> sendOut(ticket, other));
        say(ticket);
        return true;
      }
    }
    return false;
  }

  /// A snapshot found a colleague alone with the caller, whatever was heard of the joining.
  ///
  /// @return false when the leg is no colleague's who is to join
  boolean takeOver(Ticket ticket, OfferId leg) {
    @Nullable Party party = find(ticket, leg);
    if (party == null || party.guest == null) {
      return false;
    }
    joined(ticket, party, party.guest);
    return handOver(ticket);
  }

  /// A snapshot saw these legs; whoever has none and did not change since is not there.
  void reconcile(Ticket ticket, Set<OfferId> legs, Instant cutoff) {
    for (Party party : new ArrayList<>(ticket.parties)) {
      if (legs.contains(party.id) || !party.since.isBefore(cutoff)) {
        continue;
      }
      @Nullable Offer guest = party.guest;
      if (guest != null && guest.connectedAt != null) {
        left(ticket, party, guest);
      } else if (guest != null) {
        failed(ticket, party, guest, OfferFailure.LOST);
      } else {
        boolean joined = party.state == PartyState.JOINED;
        over(ticket, party, joined ? PartyState.LEFT : PartyState.FAILED, joined ? "" : LOST);
        tryAgain(ticket, party);
      }
    }
  }

  private AgentId hostOf(Ticket ticket) {
    @Nullable Offer talk = ticket.offer;
    if (talk != null) {
      return talk.agent.id;
    }
    @Nullable AgentId last = ticket.lastAgent;
    if (last == null) {
      throw new IllegalStateException(ticket.id + " has parties and never had a talk");
    }
    return last;
  }

  private void say(Ticket ticket) {
    line.say(
        new TalkPartiesChanged(
            ticket.id,
            ticket.call(),
            hostOf(ticket),
            line.now,
            line.pool,
            ticket.parties.stream().map(Party::said).toList()));
  }
}
