package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.LiveCaller;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.Topic;

/// Asterisk with its fence, the gateway, callers and agents in small, and a bus that loses, doubles
/// and delays what the gateway says and loses what the line says.
final class FaultyWorld {

  enum Whereabouts {
    IN_LINE,
    TALKING,
    /// Served, and still hearing the goodbye.
    LEAVING,
    GONE
  }

  static final class Caller {
    final CallId call;

    /// The place as the gateway knows it.
    TicketId ticket;

    final String number;
    final String language;
    final Instant since;
    Whereabouts whereabouts = Whereabouts.IN_LINE;
    final double machineOdds;
    boolean diverted;
    boolean heard;
    @Nullable OfferId token;

    /// Whether the caller heard that a callback is promised.
    boolean promised;

    /// Whether somebody of this number called or was called again.
    boolean done;

    /// The same person with another call.
    Caller(Caller before, CallId call, TicketId ticket, Instant since) {
      this.call = call;
      this.ticket = ticket;
      this.number = before.number;
      this.since = since;
      this.language = before.language;
      this.diverted = before.diverted;
      this.machineOdds = before.machineOdds;
      this.heard = before.heard;
      before.done = true;
    }

    Caller(CallId call, Instant since, RandomGenerator chance) {
      this.call = call;
      this.ticket = new TicketId("T" + call);
      this.number = "+1612555" + (1000 + Integer.parseInt(call.value().replaceAll(".*\\.", "")));
      this.since = since;
      this.language = chance.nextInt(3) == 0 ? "es" : "en";
      this.diverted = chance.nextInt(2) == 0;
      this.machineOdds = diverted ? chance.nextInt(8) - 3 : 0;
      this.heard = chance.nextInt(3) == 0;
    }
  }

  /// An agent's leg: it rings, or it is bridged.
  ///
  /// @param joins the leg of the talk that this one joins, as long as that one has the caller
  private record Leg(
      OfferId offer, AgentId agent, Caller caller, boolean bridged, @Nullable OfferId joins) {}

  final List<Caller> callers = new ArrayList<>();

  /// Attempts to call back of which the gateway still knows.
  private final TreeMap<CallId, DialCallback> attempts = new TreeMap<>();

  private final TreeMap<OfferId, Leg> legs = new TreeMap<>();
  private final List<AgentId> agents;
  private final List<Message> delayed = new ArrayList<>();
  private final LinePropertyTest.Host host;
  private RandomGenerator chance;
  private boolean faults = true;
  Instant now = LineFixture.START;

  FaultyWorld(LinePropertyTest.Host host, List<AgentId> agents, RandomGenerator chance) {
    this.host = host;
    this.agents = agents;
    this.chance = chance;
  }

  void useChance(RandomGenerator newChance) {
    chance = newChance;
  }

  List<Caller> live() {
    return callers.stream().filter(caller -> caller.whereabouts != Whereabouts.GONE).toList();
  }

  // What happens ---------------------------------------------------------------------------------

  void callerComes() {
    CallId call = LineFixture.id("" + (callers.size() + 1));
    Caller caller = new Caller(call, now, chance);
    callers.add(caller);
    say(reached(caller, null));
  }

  /// Somebody whose call is lost calls again.
  void callerCallsAgain() {
    List<Caller> lost =
        callers.stream()
            .filter(caller -> caller.whereabouts == Whereabouts.GONE && !caller.done)
            .toList();
    if (!lost.isEmpty()) {
      Caller before = lost.get(chance.nextInt(lost.size()));
      CallId call = LineFixture.id("" + (callers.size() + 1));
      Caller again = new Caller(before, call, new TicketId("T" + call), now);
      callers.add(again);
      say(reached(again, null));
    }
  }

  void callerWantsACallback(Caller caller) {
    if (caller.whereabouts == Whereabouts.IN_LINE) {
      say(
          new CallbackAsked(
              caller.call,
              now,
              LineFixture.POOL,
              caller.ticket,
              new LineId("16515550100"),
              PhoneNumber.of(caller.number)));
      if (caller.promised) {
        callerHangsUp(caller);
      }
    }
  }

  void callbackIsAnswered() {
    @Nullable DialCallback attempt = takeAttempt();
    if (attempt != null) {
      Caller before =
          callers.stream()
              .filter(caller -> caller.number.equals(attempt.number().raw()))
              .reduce((earlier, later) -> later)
              .orElseThrow();
      Caller back = new Caller(before, attempt.call(), attempt.ticket(), attempt.since());
      callers.add(back);
      say(reached(back, attempt.ticket()));
    }
  }

  void callbackIsNotAnswered() {
    @Nullable DialCallback attempt = takeAttempt();
    if (attempt != null) {
      CallbackResult[] results = CallbackResult.values();
      CallbackResult result = results[chance.nextInt(results.length)];
      say(new CallbackEnded(attempt.call(), now, LineFixture.POOL, attempt.ticket(), result));
    }
  }

  private @Nullable DialCallback takeAttempt() {
    List<DialCallback> open = List.copyOf(attempts.values());
    return open.isEmpty() ? null : attempts.remove(open.get(chance.nextInt(open.size())).call());
  }

  void callerTicks(Caller caller) {
    if (caller.whereabouts == Whereabouts.IN_LINE) {
      say(reached(caller, caller.ticket));
      say(new WaitAsked(caller.call, now, LineFixture.POOL, caller.ticket));
    }
  }

  void callerIsHeard(Caller caller) {
    caller.diverted = false;
    caller.heard = true;
    say(new CallerHeard(caller.call, now, LineFixture.POOL, caller.ticket));
  }

  void callerHangsUp(Caller caller) {
    for (Leg leg : List.copyOf(legs.values())) {
      if (leg.caller == caller && leg.bridged) {
        legs.remove(leg.offer);
        say(ended(leg, TalkEnd.CALLER_HUNG_UP));
      }
    }
    caller.whereabouts = Whereabouts.GONE;
    say(new QueuedCallEnded(caller.call, now, LineFixture.POOL, caller.ticket, 16));
  }

  void phoneIsAnswered() {
    @Nullable Leg leg = anyLeg(false);
    if (leg == null) {
      return;
    }
    Caller caller = leg.caller;
    if (leg.joins != null) {
      joinIsAnswered(leg, leg.joins);
      return;
    }
    if (caller.whereabouts == Whereabouts.IN_LINE && leg.offer.equals(caller.token)) {
      caller.whereabouts = Whereabouts.TALKING;
      legs.put(leg.offer, new Leg(leg.offer, leg.agent, caller, true, null));
      say(new OfferConnected(leg.offer, now, LineFixture.POOL, caller.ticket, leg.agent));
      return;
    }
    legs.remove(leg.offer);
    say(
        failed(
            leg,
            caller.whereabouts == Whereabouts.GONE
                ? OfferFailure.CALLER_GONE
                : OfferFailure.CLAIM_LOST));
  }

  private void joinIsAnswered(Leg leg, OfferId talk) {
    @Nullable Leg host = legs.get(talk);
    if (host != null && host.bridged) {
      legs.put(leg.offer, new Leg(leg.offer, leg.agent, leg.caller, true, talk));
      say(new OfferConnected(leg.offer, now, LineFixture.POOL, leg.caller.ticket, leg.agent));
    } else {
      legs.remove(leg.offer);
      say(failed(leg, OfferFailure.CLAIM_LOST));
    }
  }

  /// Whoever else is in a talk with this leg's caller.
  private @Nullable Leg other(Leg leg) {
    return legs.values().stream()
        .filter(each -> each.bridged && each.caller == leg.caller && !each.offer.equals(leg.offer))
        .findFirst()
        .orElse(null);
  }

  void agentBringsIn() {
    AgentId agent = agents.get(chance.nextInt(agents.size()));
    AgentId colleague = agents.get(chance.nextInt(agents.size()));
    say(
        new BringIn(
            agent,
            now,
            LineFixture.POOL,
            chance.nextBoolean() ? PartyKind.COLLEAGUE : PartyKind.CONSULTED,
            colleague.value(),
            colleague));
  }

  void agentSendsOut() {
    List<Leg> guests = legs.values().stream().filter(leg -> leg.joins != null).toList();
    if (!guests.isEmpty()) {
      Leg guest = guests.get(chance.nextInt(guests.size()));
      say(
          chance.nextBoolean()
              ? new SendOut(guest.agent, now, LineFixture.POOL, guest.offer)
              : new LetJoin(hostOf(guest), now, LineFixture.POOL, guest.offer));
    }
  }

  private AgentId hostOf(Leg guest) {
    @Nullable Leg host = other(guest);
    return host == null ? guest.agent : host.agent;
  }

  private void sendOut(OfferId party) {
    @Nullable Leg leg = legs.get(party);
    if (leg == null) {
      return;
    }
    if (leg.bridged) {
      end(leg, other(leg) == null ? TalkEnd.AGENT_LEG_BROKE : TalkEnd.AGENT_HUNG_UP);
    } else {
      legs.remove(party);
      say(failed(leg, OfferFailure.CLAIM_LOST));
    }
  }

  void phoneIsNotAnswered() {
    @Nullable Leg leg = anyLeg(false);
    if (leg != null) {
      legs.remove(leg.offer);
      say(failed(leg, chance.nextBoolean() ? OfferFailure.NO_ANSWER : OfferFailure.UNREACHABLE));
    }
  }

  void talkEnds(TalkEnd how) {
    @Nullable Leg leg = anyLeg(true);
    if (leg != null) {
      end(leg, how);
    }
  }

  private void end(Leg leg, TalkEnd how) {
    @Nullable Leg heir = other(leg);
    if (heir != null && how != TalkEnd.CALLER_HUNG_UP) {
      legs.remove(leg.offer);
      if (leg.offer.equals(heir.joins)) {
        leg.caller.token = heir.offer;
        legs.put(heir.offer, new Leg(heir.offer, heir.agent, heir.caller, true, null));
      }
      say(ended(leg, how));
      return;
    }
    legs.remove(leg.offer);
    Caller caller = leg.caller;
    caller.token = null;
    say(ended(leg, how));
    switch (how) {
      case AGENT_HUNG_UP -> caller.whereabouts = Whereabouts.LEAVING;
      case AGENT_LEG_BROKE -> {
        caller.whereabouts = Whereabouts.IN_LINE;
        say(new CallerReturned(caller.call, now, LineFixture.POOL, caller.ticket));
      }
      case CALLER_HUNG_UP -> callerHangsUp(caller);
    }
  }

  void agentPassesOn() {
    AgentId agent = agents.get(chance.nextInt(agents.size()));
    AgentId to = agents.get(chance.nextInt(agents.size()));
    boolean anybody = chance.nextBoolean();
    say(
        new TransferCaller(
            agent, now, LineFixture.POOL, LineFixture.QUEUE, List.of(), anybody ? null : to));
  }

  private void passOn(OfferId offer) {
    @Nullable Leg leg = legs.get(offer);
    if (leg != null && leg.bridged) {
      end(leg, TalkEnd.AGENT_LEG_BROKE);
    }
  }

  void agentAsks(AgentState state) {
    AgentId agent = agents.get(chance.nextInt(agents.size()));
    say(new ChangeAgentState(agent, now, LineFixture.POOL, state, ""));
  }

  void phoneChanges(boolean reachable) {
    AgentId agent = agents.get(chance.nextInt(agents.size()));
    say(new AgentPhoneChanged(agent, now, LineFixture.POOL, reachable));
  }

  void snapshot() {
    List<LiveCaller> liveCallers = new ArrayList<>();
    for (Caller caller : live()) {
      @Nullable OfferId talkingTo = null;
      for (Leg leg : legs.values()) {
        boolean has = leg.caller == caller && leg.bridged && leg.joins == null;
        talkingTo = has ? leg.offer : talkingTo;
      }
      liveCallers.add(new LiveCaller(caller.call, caller.ticket, "c" + caller.call, talkingTo));
    }
    List<LiveOffer> liveOffers =
        legs.values().stream().map(leg -> new LiveOffer(leg.offer, leg.bridged)).toList();
    say(
        new SnapshotTaken(
            now,
            now,
            LineFixture.POOL,
            LineFixture.SYSTEM,
            liveCallers,
            liveOffers,
            List.of(),
            null));
  }

  void timePasses(Duration duration) {
    Instant end = now.plus(duration);
    for (Optional<Instant> due = host.nextDue();
        due.isPresent() && !due.get().isAfter(end);
        due = host.nextDue()) {
      now = due.get().isAfter(now) ? due.get() : now;
      deliver(new ClockTicked(now, Topic.ROUTING, LineFixture.POOL.value()));
    }
    now = end;
  }

  /// From now on everything works; people behave until nobody is left.
  void calmsDown() {
    faults = false;
    List.copyOf(delayed).forEach(this::deliver);
    delayed.clear();
    for (int round = 0; round < 400 && (!live().isEmpty() || round < 8); round++) {
      for (AgentId agent : agents) {
        say(new AgentPhoneChanged(agent, now, LineFixture.POOL, true));
        say(new ChangeAgentState(agent, now, LineFixture.POOL, AgentState.READY, ""));
      }
      live().forEach(this::callerTicks);
      snapshot();
      timePasses(Duration.ofSeconds(4));
      for (int i = attempts.size(); i > 0; i--) {
        callbackIsAnswered();
      }
      for (int i = agents.size(); i > 0; i--) {
        phoneIsAnswered();
      }
      timePasses(Duration.ofSeconds(4));
      for (int i = agents.size(); i > 0; i--) {
        talkEnds(TalkEnd.AGENT_HUNG_UP);
      }
      live().stream()
          .filter(caller -> caller.whereabouts == Whereabouts.LEAVING)
          .forEach(this::callerHangsUp);
    }
    // Longer than any place is kept.
    timePasses(Duration.ofHours(2));
  }

  // The gateway ----------------------------------------------------------------------------------

  private void say(Message message) {
    int luck = faults ? chance.nextInt(100) : 50;
    if (luck < 8) {
      return;
    }
    if (luck < 18) {
      delayed.add(message);
      return;
    }
    deliver(message);
    if (luck < 26) {
      deliver(message);
    }
    if (!delayed.isEmpty() && luck < 60) {
      deliver(delayed.removeFirst());
    }
  }

  private void deliver(Message message) {
    for (Message answer : host.apply(message)) {
      if (faults && chance.nextInt(100) < 4) {
        continue;
      }
      switch (answer) {
        case OfferCall offer -> ring(offer);
        case WithdrawOffer withdrawn -> withdraw(withdrawn);
        case TicketPlaced placed -> callerOf(placed.call()).ticket = placed.ticket();
        case CallbackTold told ->
            callerOf(told.call()).promised = told.answer() == CallbackAnswer.AGREED;
        case DialCallback attempt -> attempts.put(attempt.call(), attempt);
        case TicketTransferred passed -> passOn(passed.offer());
        case EndParty end -> sendOut(end.party());
        case StopCallback stopped -> attempts.remove(stopped.call());
        default -> {}
      }
    }
  }

  private void ring(OfferCall offer) {
    Caller caller = callerOf(offer.call());
    caller.ticket = offer.ticket();
    Leg leg = new Leg(offer.offer(), offer.agent(), caller, false, offer.joins());
    if (legs.values().stream().anyMatch(other -> other.agent.equals(offer.agent()))) {
      say(failed(leg, OfferFailure.BUSY));
      return;
    }
    if (caller.whereabouts == Whereabouts.IN_LINE && offer.joins() == null) {
      caller.token = offer.offer();
    }
    legs.put(offer.offer(), leg);
    say(new OfferRang(offer.offer(), now, LineFixture.POOL, caller.ticket, offer.agent()));
  }

  private Caller callerOf(CallId call) {
    return callers.stream()
        .filter(candidate -> candidate.call.equals(call))
        .findFirst()
        .orElseThrow();
  }

  private void withdraw(WithdrawOffer withdrawn) {
    @Nullable Leg leg = legs.get(withdrawn.offer());
    if (leg != null && !leg.bridged) {
      legs.remove(leg.offer);
      if (leg.offer.equals(leg.caller.token)) {
        leg.caller.token = null;
      }
    }
  }

  private @Nullable Leg anyLeg(boolean bridged) {
    List<Leg> found = legs.values().stream().filter(leg -> leg.bridged == bridged).toList();
    return found.isEmpty() ? null : found.get(chance.nextInt(found.size()));
  }

  private OfferFailed failed(Leg leg, OfferFailure failure) {
    return new OfferFailed(leg.offer, now, LineFixture.POOL, leg.caller.ticket, leg.agent, failure);
  }

  private TalkEnded ended(Leg leg, TalkEnd how) {
    return new TalkEnded(leg.offer, now, LineFixture.POOL, leg.caller.ticket, leg.agent, how);
  }

  private QueueReached reached(Caller caller, @Nullable TicketId ticket) {
    return LineFixture.reached(
        caller.call,
        now,
        caller.language,
        caller.since,
        ticket,
        caller.diverted,
        caller.machineOdds,
        caller.heard,
        caller.number);
  }
}
