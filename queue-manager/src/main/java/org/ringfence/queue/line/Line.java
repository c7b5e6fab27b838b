package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.Message;
import org.ringfence.events.PoolName;
import org.ringfence.queue.prediction.WaitModel;

/// The state of one pool and its smallest steps, which all desks share.
final class Line {

  private static final Instant END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z");

  final PoolName pool;
  final LineRules rules;
  final Agents agents;
  final Tickets tickets;
  final Tombstones tombstones;
  final Timers timers = new Timers();
  final WaitModel waits;
  Instant now = Instant.EPOCH;
  private List<Message> said = new ArrayList<>();

  Line(PoolName pool, LineRules rules, Agents agents, Tickets tickets, WaitModel waits) {
    this.pool = pool;
    this.rules = rules;
    this.agents = agents;
    this.tickets = tickets;
    this.tombstones = new Tombstones(rules.tombstoneLife());
    this.waits = waits;
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
    if (waits.isStale(now)) {
      waits.refresh(now, openHandlings(), tickets.waitingByAge(now));
    }
  }

  private List<Double> openHandlings() {
    List<Double> ages = new ArrayList<>();
    for (Agent agent : agents.list()) {
      if (agent.handlingSince != null
          && !agent.isHeldByUnheard()
          && (agent.state == AgentState.TALKING || agent.state == AgentState.WRAP_UP)) {
        ages.add(Duration.between(agent.handlingSince, now).toMillis() / 1000.0);
      }
    }
    return ages;
  }

  /// The wait of a caller is over, who took an offer that was made then.
  void reachedAgent(Ticket ticket, Instant offeredAt, Duration took) {
    if (ticket.isUnheard()) {
      return;
    }
    Duration inLine = Duration.between(ticket.facts.joinedAt(), offeredAt);
    waits.left(ticket.patience, inLine, false);
    waits.reachedAgent(
        ticket.id.value(),
        ticket.facts.queue().value(),
        inLine,
        ticket.creditSeconds(),
        ticket.firstTold,
        took,
        now);
  }

  void move(Ticket ticket, TicketState state) {
    tickets.setState(ticket, state);
    ticket.changedAt = now;
    changed(tickets.queue(ticket.facts.queue()));
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
    changed(tickets.queue(ticket.facts.queue()));
  }

  void move(Agent agent, AgentState state, String reason) {
    agents.setState(agent, state);
    agent.reason = reason;
    announce(agent);
  }

  /// Brings the indexes up to date and tells the world how the agent is.
  void announce(Agent agent) {
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
            offer == null ? null : offer.ticket.id));
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
