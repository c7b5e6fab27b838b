package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.Message;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.WaitModel;

/// The state of one pool and its smallest steps, which all desks share.
final class Line {

  private static final Instant END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z");

  final PoolName pool;
  final LineRules rules;
  final PlaceRules places;
  final Agents agents;
  final Tickets tickets;
  final Tombstones tombstones;
  final Timers timers = new Timers();
  final TalkRules talks;
  final WaitModel waits;
  final CallbackBook callbackBook = new CallbackBook();
  final CodeTries codeTries = new CodeTries();

  /// Tickets that one agent is to have, see [Ticket#destined].
  final Set<TicketId> destined = new LinkedHashSet<>();

  Instant now = Instant.EPOCH;
  private List<Message> said = new ArrayList<>();

  Line(
      PoolName pool,
      LineRules rules,
      PlaceRules places,
      TalkRules talks,
      Agents agents,
      Tickets tickets,
      WaitModel waits) {
    this.pool = pool;
    this.rules = rules;
    this.places = places;
    this.talks = talks;
    this.agents = agents;
    this.tickets = tickets;
    this.tombstones = new Tombstones(rules.tombstoneLife());
    this.waits = waits;
  }

  /// How long an agent's phone rings for a queue's callers.
  Duration ringTime(Agent agent, QueueLine queue) {
    return first(agent.rules.ringTime(), queue.rules.ringTime(), rules.ringTime());
  }

  /// How long an agent wraps up after a talk with one of a queue's callers; it holds towards every
  /// queue.
  Duration wrapUp(Agent agent, QueueLine queue) {
    return first(agent.rules.wrapUp(), queue.rules.wrapUp(), rules.wrapUp());
  }

  private static Duration first(
      @Nullable Duration ofAgent, @Nullable Duration ofQueue, Duration ofLine) {
    if (ofAgent != null) {
      return ofAgent;
    }
    return ofQueue == null ? ofLine : ofQueue;
  }

  /// Whether a ticket or an agent changed since this was asked last. When none did, nobody can be
  /// offered who could not before: what changes with time alone brings a timer that moves a ticket.
  boolean takeMoved() {
    boolean moved = tickets.takeMoved();
    return agents.takeMoved() || moved;
  }

  void say(Message message) {
    said.add(message);
  }

  List<Message> takeSaid() {
    List<Message> taken = said;
    said = new ArrayList<>();
    return taken;
  }

  /// Lets time pass; it never goes back, nor so far ahead that it could not be reckoned with.
  void clock(Instant at) {
    if (at.isAfter(now) && at.isBefore(END_OF_TIME)) {
      now = at;
    }
    waits.advance(now, tickets::queuesWithSomebodyWaiting);
    tombstones.expire(now);
    if (waits.isStale(now, agents.signedInCount())) {
      waits.refresh(now, openHandlings(), tickets.waitingByAge(now));
    }
  }

  private List<Double> openHandlings() {
    List<Double> ages = new ArrayList<>();
    for (Agent agent : agents.list()) {
      if (agent.handlingSince() != null
          && !agent.countedHeldByUnheard
          && (agent.state.isInTalk() || agent.state == AgentState.WRAP_UP)) {
        ages.add(agent.handlingSeconds(now));
      }
    }
    return ages;
  }

  /// The wait of a caller is over, who took an offer that was made then.
  void reachedAgent(Ticket ticket, Instant offeredAt, Duration took) {
    if (ticket.isUnheard()) {
      return;
    }
    String queue = ticket.facts.queue().value();
    if (ticket.callback != null) {
      // Whoever hangs up for being called back does not tell how long callers wait.
      waits.forget(ticket.id.value());
      waits.calledBack(queue);
      return;
    }
    Duration inLine = Duration.between(ticket.facts.joinedAt(), offeredAt);
    waits.left(ticket.patience(), inLine, false);
    waits.reachedAgent(
        ticket.id.value(), queue, inLine, ticket.creditSeconds(), ticket.firstTold, took, now);
  }

  /// A caller who waited hung up, or was lost.
  void gaveUp(Ticket ticket) {
    if (!ticket.isUnheard()) {
      waits.left(ticket.patience(), Duration.between(ticket.facts.joinedAt(), now), true);
    }
    waits.forget(ticket.id.value());
  }

  void move(Ticket ticket, TicketState state) {
    if (state.hasATurn()) {
      widen(ticket);
    } else if (ticket.state.hasATurn()) {
      timers.cancelStage(ticket);
    }
    tickets.setState(ticket, state);
    ticket.changedAt = now;
    changed(tickets.queue(ticket.facts.queue()));
  }

  /// Brings a ticket that waits, or is about to, to the stage of its wait, and plans the next.
  void widen(Ticket ticket) {
    Stages stages = tickets.queue(ticket.facts.queue()).stages;
    tickets.setStage(ticket, stages.indexAt(ticket.waitedUntil(now)));
    @Nullable Duration next = stages.nextAfter(ticket.stage);
    if (next != null) {
      timers.scheduleStage(ticket, ticket.facts.since().plus(next));
    }
  }

  /// Puts a ticket into another queue, or under other needs, at the same place.
  void transfer(Ticket ticket, QueueName queue, String language, SkillSet needs) {
    changed(tickets.queue(ticket.facts.queue()));
    timers.cancelStage(ticket);
    tickets.setFacts(ticket, ticket.facts.with(queue, language, needs));
    if (ticket.state.hasATurn()) {
      widen(ticket);
    }
    changed(tickets.queue(queue));
  }

  /// Keeps a caller for one agent, or no longer.
  void destine(Ticket ticket, @Nullable AgentId agent) {
    ticket.destined = agent;
    if (agent == null) {
      destined.remove(ticket.id);
    } else {
      destined.add(ticket.id);
    }
  }

  /// Takes a caller for nearer to the normal line, when this is news. It says nothing of where the
  /// caller is, so state and deadlines stay.
  void hear(Ticket ticket, Diversion said) {
    if (!said.isNearerThan(ticket.diversion())) {
      return;
    }
    tickets.setDiversion(ticket, said);
    @Nullable Offer offer = ticket.offer;
    if (offer != null) {
      agents.refresh(offer.agent);
    }
    for (Party party : ticket.parties) {
      if (party.guest != null) {
        agents.refresh(party.guest.agent);
      }
    }
    changed(tickets.queue(ticket.facts.queue()));
  }

  void move(Agent agent, AgentState state, String reason) {
    move(agent, state, reason, null);
  }

  /// @param by the supervisor who asked for it, or null
  void move(Agent agent, AgentState state, String reason, @Nullable String by) {
    agent.load = agent.loadAt(now);
    AgentState was = agent.state;
    Instant since = agent.stateSince;
    agents.setState(agent, state);
    agent.reason = reason;
    if (state == was) {
      announce(agent, null, null, by);
    } else {
      agent.stateSince = now;
      Duration lasted = since.equals(Instant.EPOCH) ? null : Duration.between(since, now);
      announce(agent, was, lasted, by);
    }
  }

  /// Brings the indexes up to date and says again how the agent is.
  void announce(Agent agent) {
    announce(agent, null, null, null);
  }

  private void announce(
      Agent agent, @Nullable AgentState was, @Nullable Duration lasted, @Nullable String by) {
    agents.refresh(agent);
    @Nullable Offer offer = agent.offer;
    say(
        new AgentStateChanged(
            agent.id,
            now,
            pool,
            agent.state,
            agent.phoneReachable,
            agent.reason,
            offer == null ? null : offer.ticket.id,
            agent.stateSince.equals(Instant.EPOCH) ? null : agent.stateSince,
            was,
            lasted,
            by));
    tickets.queues().forEach(this::changed);
  }

  /// Sees to it that a queue is reported, at most once per interval.
  void changed(QueueLine queue) {
    if (!queue.reportScheduled) {
      queue.reportScheduled = true;
      @Nullable Instant last = queue.reportedAt;
      Instant earliest = last == null ? now : last.plus(rules.reportInterval());
      timers.schedule(
          Timers.Kind.REPORT, queue.name.value(), earliest.isBefore(now) ? now : earliest);
    }
  }
}
