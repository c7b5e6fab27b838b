package org.ringfence.queue.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;

/// All tickets that have not ended, in line by queue and by what they need.
final class Tickets {

  /// More callers than the trunks of any pool carry.
  static final int MAX_TICKETS = 100_000;

  /// Codes have four digits.
  private static final int CODES = 10_000;

  /// More queues than any pool is configured with.
  static final int MAX_QUEUES = 1_000;

  /// Who has a turn and needs the same skills, callbacks among the others; callers who were never
  /// heard in a line of their own.
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
  private final TreeMap<String, TreeMap<TicketId, Ticket>> byNumber = new TreeMap<>();
  private final TreeMap<String, Ticket> withheldByCode = new TreeMap<>();
  private final TreeMap<String, Ticket> byCallbackNumber = new TreeMap<>();
  private int inLineCount;
  private int heardInLineCount;
  private int heldCount;
  private int withheldHeldCount;

  Tickets(Agents agents, Collection<QueueName> configured) {
    this.agents = agents;
    configured.forEach(this::queue);
  }

  QueueLine queue(QueueName name) {
    return queues.computeIfAbsent(name, QueueLine::new);
  }

  boolean hasQueue(QueueName name) {
    return queues.containsKey(name);
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
      String call = ticket.call().value();
      if (call.startsWith(prefix) && call.indexOf('-', prefix.length()) < 0) {
        ofSystem.add(ticket);
      }
    }
    return ofSystem;
  }

  Collection<Ticket> list() {
    return byId.values();
  }

  int count() {
    return byId.size();
  }

  /// Whether one more caller can be held. When not, the join stays unanswered, the caller waits
  /// without a ticket, and joins again at the next tick.
  boolean hasRoomFor(QueueName queue) {
    return byId.size() < MAX_TICKETS && (queues.containsKey(queue) || queues.size() < MAX_QUEUES);
  }

  /// Who has a turn: callers who hear music, and those who are to be called back.
  int inLineCount() {
    return inLineCount;
  }

  int heldCount() {
    return heldCount;
  }

  /// The tickets of a number, however they stand.
  Collection<Ticket> listOfNumber(String number) {
    @Nullable TreeMap<TicketId, Ticket> found = number.isEmpty() ? null : byNumber.get(number);
    return found == null ? List.of() : found.values();
  }

  /// The ticket of a caller without a number, by its code.
  @Nullable Ticket findWithheld(String code) {
    return withheldByCode.get(code);
  }

  /// The code for a new place: the one drawn, unless another caller without a number has it, whom
  /// it would name too; then the next that is free.
  String freeCode(String drawn, boolean numberShown) {
    int code = Integer.parseInt(drawn);
    for (int tries = 0; !numberShown && tries < CODES; tries++) {
      String text = "%04d".formatted((code + tries) % CODES);
      if (!withheldByCode.containsKey(text)) {
        return text;
      }
    }
    return numberShown ? drawn : "";
  }

  boolean hasWithheldHeld() {
    return withheldHeldCount > 0;
  }

  /// Callers who hear music, those for whom a phone rings too, but without those who were never
  /// heard: how long machines hold on says nothing of people.
  int heardInLineCount() {
    return heardInLineCount;
  }

  /// Groups with somebody waiting.
  Collection<NeedGroup> waitingGroups() {
    return groups.values();
  }

  void add(Ticket ticket) {
    byId.put(ticket.id, ticket);
    byCall.put(ticket.call(), ticket);
    Ticket.Holder holder = ticket.holder;
    if (!holder.number().isEmpty()) {
      byNumber.computeIfAbsent(holder.number(), any -> new TreeMap<>()).put(ticket.id, ticket);
    } else if (!holder.code().isEmpty()) {
      withheldByCode.put(holder.code(), ticket);
    }
  }

  /// Lets another call hold the place, or none any more but that one.
  void rebind(Ticket ticket, CallId call) {
    byCall.remove(ticket.call(), ticket);
    ticket.holdBy(call);
    byCall.put(call, ticket);
  }

  void remove(Ticket ticket) {
    byId.remove(ticket.id);
    byCall.remove(ticket.call(), ticket);
    Ticket.Holder holder = ticket.holder;
    @Nullable TreeMap<TicketId, Ticket> ofNumber = byNumber.get(holder.number());
    if (ofNumber != null) {
      ofNumber.remove(ticket.id);
      if (ofNumber.isEmpty()) {
        byNumber.remove(holder.number());
      }
    }
    withheldByCode.remove(holder.code(), ticket);
    forgetCallback(ticket);
  }

  /// Notes or forgets that a ticket's caller is called back.
  void setCallback(Ticket ticket, @Nullable Callback callback) {
    forgetCallback(ticket);
    ticket.callback = callback;
    if (callback != null) {
      byCallbackNumber.put(callback.number().raw(), ticket);
    }
  }

  private void forgetCallback(Ticket ticket) {
    if (ticket.callback != null) {
      byCallbackNumber.remove(ticket.callback.number().raw(), ticket);
    }
  }

  boolean hasCallback(PhoneNumber number) {
    return byCallbackNumber.containsKey(number.raw());
  }

  /// Notes a state, so that the lines stay right.
  void setState(Ticket ticket, TicketState state) {
    QueueLine queue = queue(ticket.facts.queue());
    leave(ticket, queue);
    ticket.state = state;
    enter(ticket, queue);
  }

  /// Moves a ticket to the lines of another queue, or of other needs, in whatever state it is.
  void setFacts(Ticket ticket, Ticket.Facts facts) {
    leave(ticket, queue(ticket.facts.queue()));
    ticket.facts = facts;
    enter(ticket, queue(facts.queue()));
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
        enterGroup(ticket);
        queue.lineOf(ticket).add(ticket);
        queue.diverted += ticket.diversion() == Diversion.NONE ? 0 : 1;
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case CALLBACK_DUE -> {
        enterGroup(ticket);
        queue.callbacks.add(ticket);
        queue.callbacksDue.add(ticket);
      }
      case CALLBACK_LATER, CALLBACK_DIALED -> queue.callbacks.add(ticket);
      case GRACE -> {
        heldCount++;
        withheldHeldCount += isNamedByCodeAlone(ticket) ? 1 : 0;
      }
      case OFFERED -> {
        queue.ringing.add(ticket);
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case TALKING -> queue.talking++;
      case AWAY, ENDED -> {}
    }
  }

  private static boolean isNamedByCodeAlone(Ticket ticket) {
    return ticket.holder.number().isEmpty() && !ticket.holder.code().isEmpty();
  }

  private void enterGroup(Ticket ticket) {
    groups
        .computeIfAbsent(
            ticket.facts.needs(), needs -> new NeedGroup(needs, agents.groupsCovering(needs)))
        .lineOf(ticket)
        .add(ticket);
    inLineCount++;
  }

  private void leaveGroup(Ticket ticket) {
    @Nullable NeedGroup group = groups.get(ticket.facts.needs());
    if (group != null) {
      group.lineOf(ticket).remove(ticket);
      if (group.isEmpty()) {
        groups.remove(group.needs);
      }
    }
    inLineCount--;
  }

  private void leave(Ticket ticket, QueueLine queue) {
    switch (ticket.state) {
      case WAITING -> {
        leaveGroup(ticket);
        queue.lineOf(ticket).remove(ticket);
        queue.diverted -= ticket.diversion() == Diversion.NONE ? 0 : 1;
        heardInLineCount -= ticket.isUnheard() ? 0 : 1;
      }
      case CALLBACK_DUE -> {
        leaveGroup(ticket);
        queue.callbacks.remove(ticket);
        queue.callbacksDue.remove(ticket);
      }
      case CALLBACK_LATER, CALLBACK_DIALED -> queue.callbacks.remove(ticket);
      case GRACE -> {
        heldCount--;
        withheldHeldCount -= isNamedByCodeAlone(ticket) ? 1 : 0;
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
