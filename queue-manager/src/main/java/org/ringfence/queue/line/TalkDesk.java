package org.ringfence.queue.line;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketEpisode;

/// What agents and supervisors ask for about a talk. What is not done is answered with
/// [TalkRequestRefused], and the talk goes on.
final class TalkDesk {

  /// So long an agent is kept free for a caller who is passed on; the leg of the agent before is
  /// hung up within a second.
  static final Duration KEPT_FREE = Duration.ofSeconds(5);

  private final Line line;
  private final Parties parties;

  TalkDesk(Line line, Parties parties) {
    this.line = line;
    this.parties = parties;
  }

  /// The talk of an agent who has the caller; null, and refused, otherwise.
  private @Nullable Offer talkOf(AgentId id) {
    @Nullable Agent agent = line.agents.find(id);
    @Nullable Offer offer = agent == null ? null : agent.offer;
    if (offer == null || offer.connectedAt == null) {
      refuse(id, "There is no talk.");
    } else if (Parties.isGuest(offer)) {
      refuse(id, "Only the agent who has the caller can do this.");
    } else if (offer.transferred) {
      refuse(id, "The caller is being passed on.");
    } else {
      return offer;
    }
    return null;
  }

  private void refuse(AgentId agent, String why) {
    line.say(new TalkRequestRefused(agent, line.now, line.pool, why));
  }

  /// An agent passes the caller on. The talk goes on until its leg is hung up, which comes as a
  /// broken one and leads back into line.
  void transferred(TransferCaller event) {
    @Nullable Offer offer = talkOf(event.agent());
    if (offer == null) {
      return;
    }
    Ticket ticket = offer.ticket;
    if (ticket.parties.stream().anyMatch(party -> !party.kind.isSupervisor())) {
      refuse(
          event.agent(),
          "Somebody else is in the talk. Leave it to a colleague by hanging up,"
              + " or send the others out first.");
      return;
    }
    if (!line.tickets.hasQueue(event.queue())) {
      refuse(event.agent(), "There is no queue " + event.queue() + " among yours.");
      return;
    }
    @Nullable AgentId to = event.to();
    if (to != null && !keepFree(event.agent(), to, ticket)) {
      return;
    }
    QueueName from = ticket.facts.queue();
    String language = ticket.facts.language();
    List<Skill> skills =
        Objects.requireNonNullElseGet(
            event.skills(),
            () ->
                ticket.facts.needs().skills().stream()
                    .filter(skill -> !skill.value().equals(language))
                    .toList());
    SkillSet needs =
        line.tickets.needsThatSomebodyHas(line.tickets.queue(event.queue()), language, skills);
    line.transfer(ticket, event.queue(), language, needs);
    line.destine(ticket, to);
    offer.transferred = true;
    ticket.tell(line.now, TicketEpisode.Kind.TRANSFERRED, from + " by " + offer.agent.id);
    line.say(
        new TicketTransferred(
            ticket.id,
            ticket.call(),
            line.now,
            line.pool,
            offer.id,
            offer.agent.id,
            from,
            event.queue()));
  }

  /// Rings nobody else's caller at the agent who is to have this one.
  private boolean keepFree(AgentId by, AgentId to, Ticket ticket) {
    @Nullable Agent wanted = freeColleague(by, to, ticket);
    if (wanted == null) {
      return false;
    }
    wanted.restUntil = line.now.plus(KEPT_FREE);
    line.timers.schedule(Timers.Kind.AGENT, wanted.id.value(), wanted.restUntil);
    line.agents.refresh(wanted);
    return true;
  }

  /// A colleague whose phone may ring now for that caller; null, and refused, otherwise.
  private @Nullable Agent freeColleague(AgentId by, AgentId id, Ticket ticket) {
    @Nullable Agent colleague = line.agents.find(id);
    if (colleague == null || by.equals(id)) {
      refuse(by, "There is no colleague " + id + " in your pool.");
    } else if (!colleague.canBeOffered()) {
      refuse(by, id + " " + whyNotFree(colleague));
    } else if (!colleague.isReachableFor(ticket.node())) {
      refuse(by, id + " cannot be reached by phone.");
    } else {
      return colleague;
    }
    return null;
  }

  private static String whyNotFree(Agent agent) {
    return switch (agent.state) {
      case SIGNED_OUT -> "is signed out.";
      case PAUSED -> "is paused.";
      case OFFERED -> "is being called.";
      case TALKING, HOLDING -> "is in a talk.";
      case WRAP_UP -> "is wrapping up.";
      case READY -> agent.phoneReachable ? "is taken for a moment." : "cannot be reached by phone.";
    };
  }

  void broughtIn(BringIn event) {
    @Nullable Offer talk = talkOf(event.agent());
    if (talk == null) {
      return;
    }
    Ticket ticket = talk.ticket;
    if (ticket.parties.size() >= Parties.MAX_PARTIES) {
      refuse(event.agent(), "There are as many in this talk as there may be.");
    } else if (ticket.parties.stream().anyMatch(party -> isTaken(party, event.kind()))) {
      refuse(event.agent(), takenWords(event.kind()));
    } else if (!isPrivacyKept(ticket, event.kind())) {
      refuse(
          event.agent(),
          event.kind() == PartyKind.CONSULTED
              ? "Somebody else is in the talk. A private word is between two:"
                  + " send the others out first."
              : "You have a private word. End it first.");
    } else if (event.kind().isColleague()) {
      @Nullable Agent colleague =
          event.phone() == null ? null : freeColleague(event.agent(), event.phone(), ticket);
      if (colleague != null) {
        parties.ring(talk, colleague, event.kind());
      }
    } else if (event.phone() == null || mayRing(event.agent(), event.phone())) {
      parties.call(talk, event.kind(), event.name(), event.phone(), 1);
    }
  }

  /// Who is not in the private word would be left with the caller alone. A supervisor's ear follows
  /// the agent.
  private static boolean isPrivacyKept(Ticket ticket, PartyKind wanted) {
    return wanted.isSupervisor()
        || ticket.parties.stream()
            .filter(party -> !party.kind.isSupervisor())
            .noneMatch(party -> wanted == PartyKind.CONSULTED || party.kind == PartyKind.CONSULTED);
  }

  /// One of each kind; a supervisor has one ear.
  private static boolean isTaken(Party party, PartyKind wanted) {
    return party.kind == wanted
        || (party.kind.isColleague() && wanted.isColleague())
        || (party.kind.isSupervisor() && wanted.isSupervisor());
  }

  private static String takenWords(PartyKind kind) {
    return switch (kind) {
      case COLLEAGUE, CONSULTED -> "A colleague is in this talk, or on the way there.";
      case OUTSIDE -> "Somebody outside is in this talk, or on the way there.";
      case INTERPRETER -> "An interpreter is in this talk, or on the way there.";
      case LISTENER, WHISPERER, BARGER -> "A supervisor listens to this talk already.";
    };
  }

  /// A supervisor's phone may be that of an agent who serves nobody.
  private boolean mayRing(AgentId host, AgentId phone) {
    @Nullable Agent agent = line.agents.find(phone);
    boolean taken = agent != null && (agent.state == AgentState.OFFERED || agent.state.isInTalk());
    if (taken || host.equals(phone)) {
      refuse(host, "The phone of " + phone + " is in use.");
    }
    return !taken && !host.equals(phone);
  }

  void letJoin(LetJoin event) {
    @Nullable Offer talk = talkOf(event.agent());
    if (talk == null) {
      return;
    }
    @Nullable Party party = parties.find(talk.ticket, event.party());
    if (party == null || party.kind != PartyKind.CONSULTED) {
      refuse(event.agent(), "There is no private word with that one.");
    } else if (party.state != PartyState.JOINED) {
      refuse(event.agent(), party.name + " has not answered yet.");
    } else {
      parties.letJoin(talk, party);
    }
  }

  void sentOut(SendOut event) {
    @Nullable Agent agent = line.agents.find(event.agent());
    @Nullable Offer offer = agent == null ? null : agent.offer;
    @Nullable Party party = offer == null ? null : parties.find(offer.ticket, event.party());
    if (offer == null || party == null) {
      refuse(event.agent(), "That one is not in the talk any more.");
    } else {
      parties.sendOut(offer.ticket, party);
    }
  }
}
