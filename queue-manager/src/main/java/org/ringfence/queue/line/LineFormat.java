package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.HoursPlan;
import org.ringfence.queue.line.SavedLine.SavedAgent;
import org.ringfence.queue.line.SavedLine.SavedOffer;
import org.ringfence.queue.line.SavedLine.SavedQueue;
import org.ringfence.queue.line.SavedLine.SavedTicket;
import org.ringfence.queue.prediction.PatienceClass;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a line's state as a [SavedLine], and reads it back into an empty line.
final class LineFormat {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private LineFormat() {}

  /// @param roster what was changed
  static byte[] write(Line line, Roster roster) {
    Map<String, ChangedSkills> skills = new LinkedHashMap<>();
    roster.changes().skills().forEach((agent, changed) -> skills.put(agent.value(), changed));
    Map<String, ChangedAgent> changedAgents = new LinkedHashMap<>();
    roster
        .changes()
        .agents()
        .forEach((agent, changed) -> changedAgents.put(agent.value(), changed));
    List<SavedTicket> tickets = new ArrayList<>();
    line.tickets.list().forEach(ticket -> tickets.add(saved(ticket)));
    List<SavedAgent> agents = new ArrayList<>();
    line.agents.list().forEach(agent -> agents.add(saved(agent)));
    List<SavedQueue> queues = new ArrayList<>();
    line.tickets
        .queues()
        .forEach(queue ->
            queues.add(
                new SavedQueue(
                    queue.name,
                    queue.lastNeeds.skills(),
                    queue.reportScheduled,
                    queue.reportedAt,
                    queue.open,
                    queue.overflowing,
                    queue.closure)));
    return MAPPER.writeValueAsBytes(
        new SavedLine(
            SavedLine.VERSION,
            line.now,
            tickets,
            agents,
            queues,
            line.tombstones.list(),
            line.waits.save(),
            line.callbackBook.save(),
            line.codeTries.save(),
            skills,
            changedAgents,
            roster.changes().hours()));
  }

  private static SavedTicket saved(Ticket ticket) {
    @Nullable Offer offer = ticket.offer;
    Map<String, Instant> coolOffs = new LinkedHashMap<>();
    ticket.coolOffs.forEach((agent, until) -> coolOffs.put(agent.value(), until));
    return new SavedTicket(
        ticket.facts,
        ticket.channel,
        ticket.effective(),
        ticket.state,
        offer == null
            ? null
            : new SavedOffer(
                offer.id,
                offer.agent.id,
                offer.madeAt,
                offer.deadline,
                offer.rang,
                offer.graceGiven,
                offer.connectedAt,
                offer.freeSince,
                offer.why,
                offer.assignment,
                offer.transferred,
                offer.recording),
        ticket.offersMade,
        List.copyOf(ticket.past),
        coolOffs,
        ticket.changedAt,
        ticket.seenInLineAt,
        ticket.firstTold,
        ticket.waitedForAgent,
        ticket.lastAgent,
        ticket.diversion(),
        ticket.call(),
        ticket.holder,
        List.copyOf(ticket.story),
        ticket.held,
        ticket.callback,
        ticket.codeTries,
        ticket.dialsMade,
        ticket.destined,
        ticket.parties.stream().map(SavedParties::saved).toList());
  }

  private static SavedAgent saved(Agent agent) {
    return new SavedAgent(
        agent.id,
        agent.state,
        agent.reason,
        agent.phoneReachable,
        agent.idleSince,
        agent.availableSince,
        agent.restUntil,
        agent.wrapUpUntil,
        agent.handlingSince(),
        agent.missesInRow,
        agent.wanted,
        agent.wantedReason,
        agent.phoneTriedAgainAt,
        null,
        agent.talkedToUnheard,
        agent.stateSince,
        agent.load,
        agent.session,
        List.copyOf(agent.replaced),
        agent.wantedBy,
        agent.talkedTo,
        agent.phone.saved());
  }

  /// Gives the roster what was changed, before its line is made.
  ///
  /// @throws IllegalArgumentException as [#read] does
  static void readRoster(byte[] json, Roster roster) {
    SavedLine saved = parsed(json);
    // Absent in states of earlier releases.
    TreeMap<AgentId, ChangedSkills> skills = new TreeMap<>();
    Objects.requireNonNullElse(saved.skills(), Map.<String, ChangedSkills>of())
        .forEach((agent, changed) -> skills.put(new AgentId(agent), changed));
    TreeMap<AgentId, ChangedAgent> agents = new TreeMap<>();
    Objects.requireNonNullElse(saved.changedAgents(), Map.<String, ChangedAgent>of())
        .forEach((agent, changed) -> agents.put(new AgentId(agent), changed));
    TreeMap<String, HoursPlan> hours = new TreeMap<>();
    hours.putAll(Objects.requireNonNullElse(saved.changedHours(), Map.of()));
    roster.replace(new Roster.Changes(skills, agents, hours));
  }

  /// @param line an empty one
  /// @throws IllegalArgumentException when the bytes are no state of a line, or of a version that
  ///   this code does not know
  static void read(byte[] json, Line line) {
    SavedLine saved = parsed(json);
    line.now = saved.now();
    line.waits.restore(saved.waits());
    line.tombstones.restore(saved.tombstones());
    line.callbackBook.restore(saved.callbacks());
    if (saved.codeTries() != null) {
      line.codeTries.restore(saved.codeTries());
    }
    saved.agents().forEach(agent -> restore(agent, line));
    saved.tickets().forEach(ticket -> restore(ticket, line));
    // The indexes follow once the agents have their offers.
    line.agents.list().forEach(line.agents::refresh);
    saved.queues().forEach(queue -> restore(queue, line));
  }

  private static SavedLine parsed(byte[] json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      int version = tree.path("version").asInt(0);
      if (version != SavedLine.VERSION) {
        throw new IllegalArgumentException(
            "the saved line has format version "
                + version
                + ", but this release reads version "
                + SavedLine.VERSION
                + " only; start the release that wrote it, or let the tickets be rebuilt from the"
                + " callers who are on the line");
      }
      return MAPPER.treeToValue(tree, SavedLine.class);
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException("the saved line is damaged", unreadable);
    }
  }

  private static void restore(SavedAgent saved, Line line) {
    @Nullable Agent agent = line.agents.find(saved.id());
    if (agent == null) {
      return;
    }
    line.agents.setState(agent, saved.state());
    agent.reason = saved.reason();
    agent.phoneReachable = saved.phoneReachable();
    agent.idleSince = saved.idleSince();
    agent.availableSince = saved.availableSince();
    agent.restUntil = saved.restUntil();
    agent.wrapUpUntil = saved.wrapUpUntil();
    agent.setHandlingSince(saved.handlingSince());
    agent.missesInRow = saved.missesInRow();
    agent.wanted = saved.wanted();
    agent.wantedReason = saved.wantedReason();
    agent.talkedToUnheard = saved.talkedToUnheard();
    agent.talkedTo = Objects.requireNonNullElse(saved.talkedTo(), PatienceClass.PERSON);
    @Nullable Instant due =
        saved.state() == AgentState.WRAP_UP ? saved.wrapUpUntil() : saved.restUntil();
    if (due != null) {
      line.timers.schedule(Timers.Kind.AGENT, agent.id.value(), due);
    }
    // Absent in states of earlier releases.
    if (saved.phone() != null) {
      agent.phone.restore(saved.phone());
    } else if (saved.phoneSaidAt() != null) {
      agent.phone.restore(saved.phoneSaidAt(), saved.phoneReachable());
    }
    agent.phoneTriedAgainAt = saved.phoneTriedAgainAt();
    agent.stateSince = Objects.requireNonNullElse(saved.stateSince(), Instant.EPOCH);
    agent.load = Objects.requireNonNullElse(saved.load(), Load.NONE);
    agent.session = saved.session();
    agent.replaced.addAll(Objects.requireNonNullElse(saved.replaced(), List.of()));
    agent.wantedBy = saved.wantedBy();
    if (agent.phoneTriedAgainAt != null) {
      line.timers.schedule(Timers.Kind.PHONE, agent.id.value(), agent.phoneTriedAgainAt);
    }
  }

  private static void restore(SavedTicket saved, Line line) {
    // Absent in states of earlier releases, which diverted nobody more than with a handicap.
    Diversion diversion =
        Objects.requireNonNullElse(
            saved.diversion(), Diversion.of(saved.facts().diverted(), true, 0));
    Ticket.Holder holder = Objects.requireNonNullElse(saved.holder(), Ticket.Holder.UNKNOWN);
    Ticket ticket =
        new Ticket(saved.facts(), holder, saved.channel(), saved.effective(), diversion);
    if (saved.call() != null) {
      ticket.holdBy(saved.call());
    }
    ticket.story.addAll(Objects.requireNonNullElse(saved.story(), List.of()));
    ticket.codeTries = saved.codeTries();
    ticket.offersMade = saved.offersMade();
    // Earlier releases counted the attempts of one promise only.
    int attempts = saved.callback() == null ? 0 : saved.callback().attempts();
    ticket.dialsMade = Math.max(saved.dialsMade(), attempts);
    ticket.past.addAll(saved.past());
    saved.coolOffs().forEach((agent, until) -> ticket.coolOffs.put(new AgentId(agent), until));
    ticket.seenInLineAt = saved.seenInLineAt();
    ticket.firstTold = saved.firstTold();
    ticket.waitedForAgent = saved.waitedForAgent();
    ticket.lastAgent = saved.lastAgent();
    TicketState state = saved.state();
    @Nullable SavedOffer offer = saved.offer();
    if (offer != null && !restore(offer, ticket, state, line) && !state.isKept()) {
      state = TicketState.AWAY;
    }
    line.tickets.add(ticket);
    line.destine(ticket, saved.destined());
    SavedParties.restore(saved.parties(), ticket, line);
    ticket.held = saved.held();
    line.tickets.setCallback(ticket, saved.callback());
    if (state.hasATurn()) {
      line.widen(ticket);
    }
    line.tickets.setState(ticket, state);
    @Nullable Instant due = placeDue(ticket);
    if (due != null) {
      line.timers.schedule(Timers.Kind.PLACE, ticket.id.value(), due);
    }
    ticket.changedAt = saved.changedAt();
  }

  private static @Nullable Instant placeDue(Ticket ticket) {
    if (ticket.held != null) {
      return ticket.held.until();
    }
    return ticket.state.isCallback() && ticket.callback != null ? ticket.callback.due() : null;
  }

  private static boolean restore(
      SavedOffer saved, Ticket ticket, TicketState ticketState, Line line) {
    @Nullable Agent agent = line.agents.find(saved.agent());
    if (agent == null) {
      return false;
    }
    Offer offer =
        new Offer(
            saved.id(),
            ticket,
            agent,
            saved.madeAt(),
            saved.deadline(),
            Objects.requireNonNullElse(saved.freeSince(), saved.madeAt()),
            Objects.requireNonNullElse(saved.why(), ""),
            saved.assignment());
    offer.rang = saved.rang();
    offer.graceGiven = saved.graceGiven();
    offer.connectedAt = saved.connectedAt();
    offer.transferred = saved.transferred();
    offer.recording = saved.recording();
    ticket.offer = offer;
    agent.offer = offer;
    if (offer.connectedAt == null && ticketState == TicketState.OFFERED) {
      line.timers.schedule(Timers.Kind.OFFER, ticket.id.value(), offer.deadline);
    }
    return true;
  }

  private static void restore(SavedQueue saved, Line line) {
    QueueLine queue = line.tickets.queue(saved.name());
    queue.lastNeeds = SkillSet.of(saved.lastNeeds());
    queue.reportScheduled = saved.reportScheduled();
    queue.reportedAt = saved.reportedAt();
    queue.open = saved.open();
    if (queue.rules.overflow() != null) {
      line.tickets.setOverflowing(queue, Boolean.TRUE.equals(saved.overflowing()));
    }
    queue.closure = saved.closure();
    @Nullable Instant change =
        queue.closure == null ? queue.rules.hours().nextChange(line.now) : queue.closure.until();
    if (change != null) {
      line.timers.schedule(Timers.Kind.HOURS, queue.name.value(), change);
    }
    @Nullable Instant last = saved.reportedAt();
    Instant base = last == null ? line.now : last;
    if (queue.reportScheduled) {
      line.timers.schedule(
          Timers.Kind.REPORT, queue.name.value(), base.plus(line.rules.reportInterval()));
    } else if (queue.inLine() > 0 || !queue.callbacks.isEmpty()) {
      line.timers.schedule(
          Timers.Kind.REPORT, queue.name.value(), base.plus(line.rules.idleReportInterval()));
    }
  }
}
