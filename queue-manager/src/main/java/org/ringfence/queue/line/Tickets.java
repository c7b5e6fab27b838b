package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.CallersAhead;

/// All tickets that have not ended, in line by queue and by what they need.
final class Tickets {

  /// More callers than the trunks of any pool carry.
  static final int MAX_TICKETS = 100_000;

  /// More queues than any pool is configured with.
  static final int MAX_QUEUES = 1_000;

  /// The ages of a long line are told in about so many portions.
  private static final int AGE_PORTIONS = 256;

  /// Callers who wait for the same skills; those who were never heard in a line of their own.
  static final class NeedGroup {
    final SkillSet needs;
    final RankedLine line = new RankedLine();
    final RankedLine unheard = new RankedLine();
    final List<Agents.Group> fits;

    NeedGroup(SkillSet needs, List<Agents.Group> fits) {
      this.needs = needs;
      this.fits = fits;
    }

    RankedLine lineOf(Ticket ticket) {
      return ticket.isUnheard() ? unheard : line;
    }

    boolean isEmpty() {
      return line.isEmpty() && unheard.isEmpty();
    }

    boolean hasSomebodyFree() {
      for (Agents.Group fit : fits) {
        if (!fit.available.isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  private final Agents agents;
  private final TreeMap<TicketId, Ticket> byId = new TreeMap<>();
  private final TreeMap<CallId, Ticket> byCall = new TreeMap<>();
  private final TreeMap<SkillSet, NeedGroup> groups = new TreeMap<>();
  private final TreeMap<QueueName, QueueLine> queues = new TreeMap<>();
  private int waitingCount;
  private int heardInLineCount;

  Tickets(Agents agents, Collection<QueueName> configured) {
    this.agents = agents;
    configured.forEach(this::queue);
  }

  QueueLine queue(QueueName name) {
    return queues.computeIfAbsent(name, QueueLine::new);
  }

  Collection<QueueLine> queues() {
    return queues.values();
  }

  @Nullable Ticket find(TicketId id) {
    return byId.get(id);
  }

  @Nullable Ticket findByCall(CallId call) {
    return byCall.get(call);
  }

  /// The tickets of one Asterisk node: its calls are named `systemname-epoch.number`. A copy.
  List<Ticket> listOfSystem(String systemName) {
    String prefix = systemName.isEmpty() ? "" : systemName + "-";
    List<Ticket> ofSystem = new ArrayList<>();
    for (Ticket ticket : byCall.values()) {
      String call = ticket.call.value();
      if (call.startsWith(prefix) && call.indexOf('-', prefix.length()) < 0) {
        ofSystem.add(ticket);
      }
    }
    return ofSystem;
  }

  Collection<Ticket> list() {
    return byCall.values();
  }

  int count() {
    return byCall.size();
  }

  /// Whether one more caller can be held. When not, the join stays unanswered, the caller waits
  /// without a ticket, and joins again at the next tick.
  boolean hasRoomFor(QueueName queue) {
    return byCall.size() < MAX_TICKETS && (queues.containsKey(queue) || queues.size() < MAX_QUEUES);
  }

  int waitingCount() {
    return waitingCount;
  }

  /// Callers who hear music, those for whom a phone rings too, but without those who were never
  /// heard: how long machines hold on says nothing of people.
  int heardInLineCount() {
    return heardInLineCount;
  }

  /// Queues in which somebody waits whom we have heard.
  List<String> queuesWithSomebodyWaiting() {
    if (groups.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (QueueLine queue : queues.values()) {
      if (!queue.waiting.isEmpty()) {
        names.add(queue.name.value());
      }
    }
    return names;
  }

  /// Everybody who waits, but those who were never heard, in portions of about the same age.
  CallersAhead waitingByAge(Instant now) {
    CallersAhead waiting = new CallersAhead();
    for (NeedGroup group : groups.values()) {
      int largest = Math.max(1, group.line.size() / AGE_PORTIONS);
      for (RankedLine.Portion portion : group.line.portionsBefore(null, largest)) {
        portion.addTo(waiting, now, 1);
      }
    }
    return waiting;
  }

  /// Groups with somebody waiting.
  Collection<NeedGroup> waitingGroups() {
    return groups.values();
  }

  void add(Ticket ticket) {
    byId.put(ticket.id, ticket);
    byCall.put(ticket.call, ticket);
  }

  void remove(Ticket ticket) {
    byId.remove(ticket.id);
    byCall.remove(ticket.call);
  }

  /// Notes a state, so that the lines stay right.
  void setState(Ticket ticket, TicketState state) {
    QueueLine queue = queue(ticket.facts.queue());
    leave(ticket, queue);
    ticket.state = state;
    enter(ticket, queue);
  }

  /// Lets a ticket come nearer to the normal line, in whatever state it is.
  void setDiversion(Ticket ticket, Diversion nearer) {
    QueueLine queue = queue(ticket.facts.queue());
    leave(ticket, queue);
    ticket.come(nearer);
    enter(ticket, queue);
  }

  private void enter(Ticket ticket, QueueLine queue) {
    switch (ticket.state) {
      case WAITING -> {
        groups
            .computeIfAbsent(
                ticket.facts.needs(), needs -> new NeedGroup(needs, agents.groupsCovering(needs)))
            .lineOf(ticket)
            .add(ticket);
        queue.lineOf(ticket).add(ticket);
        queue.diverted += ticket.diversion() == Diversion.NONE ? 0 : 1;
        waitingCount++;
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case OFFERED -> {
        queue.ringing.add(ticket);
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case TALKING -> queue.talking++;
      case AWAY, ENDED -> {}
    }
  }

  private void leave(Ticket ticket, QueueLine queue) {
    switch (ticket.state) {
      case WAITING -> {
        @Nullable NeedGroup group = groups.get(ticket.facts.needs());
        if (group != null) {
          group.lineOf(ticket).remove(ticket);
          if (group.isEmpty()) {
            groups.remove(group.needs);
          }
        }
        queue.lineOf(ticket).remove(ticket);
        queue.diverted -= ticket.diversion() == Diversion.NONE ? 0 : 1;
        waitingCount--;
        heardInLineCount -= ticket.isUnheard() ? 0 : 1;
      }
      case OFFERED -> {
        queue.ringing.remove(ticket);
        heardInLineCount -= ticket.isUnheard() ? 0 : 1;
      }
      case TALKING -> queue.talking--;
      case AWAY, ENDED -> {}
    }
  }
}
