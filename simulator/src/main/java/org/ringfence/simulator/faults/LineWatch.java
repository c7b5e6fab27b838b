package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

/// What a line's core says must fit together, whatever it was told: one open offer for a ticket,
/// one ticket for an agent, no place that changes, nobody overtaken, no wait that is not a number.
/// It looks only at the messages, never into the core.
final class LineWatch {

  private static final Duration MAX_PREDICTED = Duration.ofDays(10);

  /// A ticket as the messages tell of it.
  private static final class Ticket {
    final TicketId id;
    PlaceInLine place;

    /// Each call that had the place.
    final Set<CallId> calls = new HashSet<>();

    @Nullable OfferId offer;

    /// Whether it was said that the caller waits, and nothing came since that may have changed it.
    boolean surelyWaits;

    final PhoneNumber number;

    /// Until when the place is said to be kept without a call, if nothing came since that may have
    /// changed it.
    @Nullable Instant surelyHeldUntil;

    /// Whether it was said that the place is kept, and not that another call has it.
    boolean held;

    Ticket(TicketId id, PlaceInLine place, PhoneNumber number) {
      this.id = id;
      this.place = place;
      calls.add(place.call());
      this.number = number.normalized();
    }
  }

  private final Map<AgentId, Phone> phones = new HashMap<>();
  private final Map<TicketId, Ticket> open = new TreeMap<>();
  private final Map<AgentId, AgentStateChanged> agents = new TreeMap<>();
  private final UnheardWatch unheard;
  private final CallbackWatch callbacks = new CallbackWatch();

  /// Agents who are said to ring and for whom no offer went out yet.
  private final Set<AgentId> toRing = new HashSet<>();

  private final Set<OfferId> offersEver = new HashSet<>();
  private final Map<TicketId, Integer> served = new HashMap<>();
  private final Map<PoolName, QueueReported> reports = new TreeMap<>();
  private final Map<CallId, TicketOutcome> outcomes = new HashMap<>();
  private final Map<CallId, Set<CallId>> holders = new HashMap<>();

  LineWatch(List<Phone> phones, int unheardPercent) {
    unheard = new UnheardWatch(unheardPercent);
    phones.forEach(phone -> this.phones.put(phone.agent, phone));
  }

  void applied(Message message, List<Message> answers) {
    doubt(message);
    for (Message answer : answers) {
      if (!(answer instanceof LineDecision decision)) {
        throw new InvariantBroken("a line says what is no line's: " + answer);
      }
      check(message, decision);
    }
  }

  /// News after which it is not sure any more that a caller waits.
  private void doubt(Message message) {
    switch (message) {
      case OfferEvent event -> unsure(event.ticket());
      case SnapshotTaken snapshot -> {
        Set<CallId> live = new HashSet<>();
        for (SnapshotTaken.LiveCaller caller : snapshot.callers()) {
          if (caller.talkingTo() != null) {
            unsure(caller.ticket());
          }
          notHeld(caller.ticket());
          live.add(caller.call());
        }
        callbacks.seen(live);
        snapshot.gone().forEach(gone -> callbacks.callEnded(gone.call()));
      }
      case CallEvent.QueuedCallEnded event -> callbacks.callEnded(event.call());
      case CallEvent.WaitAsked event -> notHeld(event.ticket());
      case CallEvent.CallbackEnded event -> callbacks.ended(event);
      case CallerHeard event -> {
        @Nullable Ticket ticket = open.get(event.ticket());
        if (ticket != null && ticket.place.call().equals(event.call())) {
          // It may have been offered before this, in the same breath, at the later place.
          ticket.surelyWaits = false;
          comes(ticket, ticket.place.heard());
        }
      }
      default -> {}
    }
  }

  private void comes(Ticket ticket, PlaceInLine place) {
    if (ticket.place.unheard() && !place.unheard()) {
      unheard.heard(ticket.id, agents.values());
    }
    ticket.place = place;
  }

  private void unsure(TicketId id) {
    @Nullable Ticket ticket = open.get(id);
    if (ticket != null) {
      ticket.surelyWaits = false;
      ticket.surelyHeldUntil = null;
    }
  }

  private void notHeld(TicketId id) {
    @Nullable Ticket ticket = open.get(id);
    if (ticket != null) {
      ticket.surelyHeldUntil = null;
    }
  }

  private void check(Message message, LineDecision decision) {
    switch (decision) {
      case TicketPlaced placed -> placed(message, placed);
      case WaitTold told -> {
        Ticket ticket = get(told.ticket(), told);
        ticket.surelyWaits |= told.position() > 0;
        callbacks.inLine(told.ticket(), told.call(), message.at());
        checkFinite(told.predicted(), told);
      }
      case OfferCall offer -> offered(message, offer);
      case WithdrawOffer withdrawn -> {
        Ticket ticket = get(withdrawn.ticket(), withdrawn);
        require(withdrawn.offer().equals(ticket.offer), "withdraws no open offer", withdrawn);
        ticket.offer = null;
      }
      case TicketHeld held -> {
        Ticket ticket = get(held.ticket(), held);
        require(ticket.place.call().equals(held.call()), "keeps another call's place", held);
        ticket.surelyWaits = false;
        ticket.surelyHeldUntil = held.until();
        ticket.held = true;
      }
      case CallbackTold told -> {
        if (told.answer() == CallbackAnswer.AGREED) {
          Ticket ticket = get(told.ticket(), told);
          ticket.surelyWaits = false;
          callbacks.agreed(told);
        }
      }
      case DialCallback dial -> dialed(dial);
      case StopCallback stop -> callbacks.stopped(stop);
      case LineDecision.TicketTransferred transferred -> get(transferred.ticket(), transferred);
      case TicketClosed closed -> closed(closed);
      case AgentStateChanged change -> changed(change);
      case QueueReported report -> reported(report);
      case LineDecision.RecordingOrdered _,
          LineDecision.RecordingStated _,
          LineDecision.SignInReplaced _,
          LineDecision.CallParty _,
          LineDecision.EndParty _,
          LineDecision.JoinParty _,
          LineDecision.TalkPartiesChanged _,
          LineDecision.TalkRequestRefused _,
          LineDecision.SkillsChanged _,
          LineDecision.QueueClosureChanged _,
          LineDecision.QueueOpened _,
          LineDecision.QueueClosed _,
          LineDecision.CallerTurnedAway _,
          LineDecision.OverflowChanged _ -> {}
    }
  }

  private void placed(Message message, TicketPlaced placed) {
    if (!(message instanceof QueueReached reached) || !reached.call().equals(placed.call())) {
      throw new InvariantBroken("answers nobody: " + placed);
    }
    @Nullable Ticket owed = open.containsKey(placed.ticket()) ? null : owedTo(reached);
    require(owed == null, "loses a place that is kept for this caller", placed);
    Ticket ticket =
        open.computeIfAbsent(
            placed.ticket(), id -> new Ticket(id, PlaceInLine.of(reached), reached.caller()));
    if (placed.kept() && !ticket.place.call().equals(placed.call())) {
      require(
          ticket.held || callbacks.givesBack(placed.ticket(), placed.call(), placed.at()),
          "gives a place away that nobody lost",
          placed);
      require(
          ticket.number.equals(reached.caller().normalized()),
          "gives a place to another number",
          placed);
      ticket.place = ticket.place.takenBy(reached);
      ticket.calls.add(placed.call());
    }
    callbacks.inLine(placed.ticket(), placed.call(), reached.at());
    ticket.surelyHeldUntil = null;
    ticket.held = false;
    comes(ticket, ticket.place.saidAgain(reached));
    require(ticket.place.since().equals(placed.since()), "moves a place", placed);
    require(ticket.place.call().equals(placed.call()), "gives one place to two callers", placed);
    ticket.surelyWaits |= placed.position() > 0;
    checkFinite(placed.predicted(), placed);
  }

  /// The place that is surely kept for a caller, of whose number nobody else is known.
  private @Nullable Ticket owedTo(QueueReached reached) {
    @Nullable Ticket owed = null;
    PhoneNumber number = reached.caller().normalized();
    for (Ticket ticket : open.values()) {
      if (number.isE164()
          && ticket.number.equals(number)
          && ticket.place.pool().equals(reached.pool())) {
        @Nullable Instant until = ticket.surelyHeldUntil;
        if (owed != null || until == null || !reached.at().isBefore(until)) {
          return null;
        }
        owed = ticket;
      }
    }
    return owed;
  }

  private void offered(Message message, OfferCall offer) {
    Ticket ticket = get(offer.ticket(), offer);
    require(toRing.remove(offer.agent()), "rings an agent who rings already", offer);
    require(offersEver.add(offer.offer()), "uses an offer's name again", offer);
    ticket.offer = offer.offer();
    ticket.surelyWaits = false;
    @Nullable AgentStateChanged agent = agents.get(offer.agent());
    require(
        agent != null
            && agent.state() == AgentState.OFFERED
            && offer.ticket().equals(agent.ticket()),
        "rings for an agent who is not said to ring for this caller, but " + agent,
        offer);
    @Nullable Phone phone = phones.get(offer.agent());
    require(phone != null && World.pool(phone.pool).equals(offer.pool()), "goes elsewhere", offer);
    if (phone == null) {
      return;
    }
    require(ticket.place.canBeServedBy(phone), "goes to an agent without the skills", offer);
    int allowance = unheard.allowance(offer.pool(), agents.values());
    int held = unheard.held(offer.pool());
    require(
        !ticket.place.unheard() || held <= Math.max(1, allowance),
        "lets callers who were never heard hold " + held + " agents",
        offer);
    // What was heard may have freed their share after this offer was made.
    boolean shareIsLeft = held < allowance && !(message instanceof CallerHeard);
    if (callbacks.wasBoundAtDialing(offer)) {
      // Whoever came before since then could not have had this agent.
      return;
    }
    goesFirst(ticket, phone, offer, allowance > 0, shareIsLeft);
  }

  /// An attempt to call somebody back; with an agent who is kept free for it, it is that caller's
  /// turn.
  private void dialed(DialCallback dial) {
    Ticket ticket = get(dial.ticket(), dial);
    ticket.surelyWaits = false;
    ticket.surelyHeldUntil = null;
    callbacks.dialed(dial);
    for (AgentStateChanged agent : agents.values()) {
      @Nullable Phone phone = phones.get(agent.agent());
      if (dial.ticket().equals(agent.ticket()) && phone != null) {
        callbacks.bound(dial.ticket(), agent.agent());
        require(ticket.place.canBeServedBy(phone), "keeps an agent without the skills free", dial);
        int allowance = unheard.allowance(dial.pool(), agents.values());
        boolean shareIsLeft = unheard.held(dial.pool()) < allowance;
        goesFirst(ticket, phone, dial, allowance > 0, shareIsLeft);
      }
    }
  }

  private void goesFirst(
      Ticket ticket,
      Phone phone,
      LineDecision offer,
      boolean unheardHaveTurns,
      boolean shareIsLeft) {
    for (Ticket other : open.values()) {
      if (other.surelyWaits
          && other.place.pool().equals(ticket.place.pool())
          && other.place.canBeServedBy(phone)) {
        require(
            mayGoBefore(ticket.place, other.place, unheardHaveTurns, shareIsLeft),
            "overtakes " + other.id + " who came earlier and waits",
            offer);
      }
    }
  }

  /// Callers who were never heard have a turn while some of their share is left; else they come
  /// after everybody.
  private static boolean mayGoBefore(
      PlaceInLine served, PlaceInLine waits, boolean unheardHaveTurns, boolean shareIsLeft) {
    if (served.unheard() && !waits.unheard() && !unheardHaveTurns) {
      return false;
    }
    if (!served.unheard() && waits.unheard() && !shareIsLeft) {
      return true;
    }
    return waits.compareTo(served) > 0;
  }

  private void closed(TicketClosed closed) {
    Ticket ticket = get(closed.ticket(), closed);
    open.remove(closed.ticket());
    outcomes.put(ticket.place.call(), closed.outcome());
    holders.put(ticket.place.call(), ticket.calls);
    callbacks.closed(closed);
    require(!closed.waited().isNegative(), "waited a negative time", closed);
    checkFinite(closed.firstTold(), closed);
    if (closed.outcome() == TicketOutcome.SERVED && closed.agent() != null) {
      served.merge(closed.ticket(), 1, Integer::sum);
    }
  }

  private void changed(AgentStateChanged change) {
    boolean busy = change.state() == AgentState.OFFERED || change.state().isInTalk();
    require(busy == (change.ticket() != null), "is busy with nobody, or free with one", change);
    agents.put(change.agent(), change);
    @Nullable Ticket of = change.ticket() == null ? null : open.get(change.ticket());
    unheard.changed(change, of != null && of.place.unheard());
    if (change.state() == AgentState.OFFERED) {
      toRing.add(change.agent());
    } else {
      toRing.remove(change.agent());
    }
    if (change.ticket() == null) {
      return;
    }
    for (AgentStateChanged other : agents.values()) {
      require(
          other.agent().equals(change.agent()) || !change.ticket().equals(other.ticket()),
          "has a caller whom " + other.agent() + " has too",
          change);
    }
  }

  private void reported(QueueReported report) {
    reports.put(report.pool(), report);
    checkFinite(report.predicted(), report);
    Map<AgentState, Integer> states = new EnumMap<>(AgentState.class);
    long configured = 0;
    for (Phone phone : phones.values()) {
      if (World.pool(phone.pool).equals(report.pool())) {
        configured++;
        @Nullable AgentStateChanged said = agents.get(phone.agent);
        states.merge(said == null ? AgentState.SIGNED_OUT : said.state(), 1, Integer::sum);
      }
    }
    long counted = 0;
    for (Map.Entry<AgentState, Integer> entry : report.agents().entrySet()) {
      counted += entry.getValue();
      require(
          states.getOrDefault(entry.getKey(), 0).equals(entry.getValue()),
          "counts agents otherwise than it told of them: " + states,
          report);
    }
    require(counted == configured, "counts agents who are none", report);
    long known = open.values().stream().filter(t -> t.place.pool().equals(report.pool())).count();
    require(report.waiting() + report.talking() <= known, "counts callers of nobody", report);
    checkFront(report);
  }

  /// The places are in order, and so are those of callers who were never heard, after the others.
  private void checkFront(QueueReported report) {
    @Nullable Instant before = null;
    boolean last = false;
    for (Place place : report.front()) {
      Ticket ticket = get(place.ticket(), report);
      boolean isLast = ticket.place.unheard() && !place.ringing();
      require(isLast || !last, "shows a silent caller before others", report);
      before = isLast == last ? before : null;
      last = isLast;
      Instant effective = ticket.place.effective();
      require(before == null || !effective.isBefore(before), "shows a line out of order", report);
      before = effective;
      ticket.surelyWaits |= !place.ringing();
    }
  }

  private Ticket get(TicketId id, LineDecision decision) {
    @Nullable Ticket ticket = open.get(id);
    if (ticket == null) {
      throw new InvariantBroken("speaks of a ticket that nobody has: " + decision);
    }
    return ticket;
  }

  private static void require(boolean holds, String otherwise, LineDecision decision) {
    if (!holds) {
      throw new InvariantBroken(otherwise + ": " + decision);
    }
  }

  private static void checkFinite(@Nullable PredictedWait wait, LineDecision decision) {
    if (wait != null) {
      // The order of low, expected and high is held by PredictedWait itself.
      require(wait.high().compareTo(MAX_PREDICTED) < 0, "predicts a wait without end", decision);
    }
  }

  // At the end -----------------------------------------------------------------------------------

  Set<TicketId> openTickets() {
    return open.keySet();
  }

  @Nullable AgentStateChanged lastSaid(AgentId agent) {
    return agents.get(agent);
  }

  Map<TicketId, Integer> timesServed() {
    return served;
  }

  Map<PoolName, QueueReported> lastReports() {
    return reports;
  }

  /// The calls that had the place which this call had at last.
  Set<CallId> holdersWith(CallId call) {
    return holders.getOrDefault(call, Set.of());
  }

  @Nullable TicketOutcome outcomeOf(CallId call) {
    return outcomes.get(call);
  }
}
