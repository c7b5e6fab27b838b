package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.calls.Place.Standing;

/// The gateway of one Asterisk, in small and faithful to ivr-gateway: AGI scripts with their
/// deadlines, and what it hears over the bus. When it dies it forgets everything and hears nothing
/// until it is back.
final class Gateway {

  private static final int JOIN_DEADLINE_MILLIS = 150;
  private static final int PLACE_DEADLINE_MILLIS = 1_000;
  private static final int WAIT_DEADLINE_MILLIS = 500;
  private static final int FIRST_SNAPSHOT_MILLIS = 300;

  private final Exchange exchange;
  private final Agenda agenda;
  private final Producer bus;
  private final Ledger ledger;
  private final GatewayOffers offers;
  private final Snapshots snapshots;
  private final List<AgiCall> open = new ArrayList<>();
  private final OpenQuestions questions;
  private final ArrivalScripts arrivals;
  private final OfferCommands commands;
  private boolean alive = true;
  private int life;
  private long silentSince = Long.MIN_VALUE / 2;

  Gateway(Exchange exchange, World world) {
    this.exchange = exchange;
    this.agenda = exchange.agenda;
    this.bus = new Producer(agenda, world::toBus);
    this.ledger = new Ledger(exchange, bus::publish);
    this.offers = new GatewayOffers(exchange, ledger);
    this.commands = new OfferCommands(exchange, offers);
    this.questions = new OpenQuestions(agenda);
    this.arrivals = new ArrivalScripts(exchange, ledger, questions);
    this.snapshots = new Snapshots(exchange, ledger, offers, world, bus::publish);
  }

  GatewayOffers offers() {
    return offers;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  ArrivalScripts arrivals() {
    return arrivals;
  }

  OfferCommands commands() {
    return commands;
  }

  Producer bus() {
    return bus;
  }

  // Life -----------------------------------------------------------------------------------------

  boolean isAlive() {
    return alive;
  }

  /// Counts its deaths: what was meant for an earlier life is lost.
  int life() {
    return life;
  }

  boolean isBeating() {
    return alive && exchange.amiIsUp() && snapshots.isEverTaken();
  }

  long silentSince() {
    return silentSince;
  }

  void opened(AgiCall call) {
    open.removeIf(earlier -> !earlier.isOpen());
    open.add(call);
  }

  void dies(long downMillis) {
    if (!alive) {
      return;
    }
    silentSince = isBeating() ? agenda.now() : silentSince;
    alive = false;
    life++;
    ledger.forgetAll();
    offers.forgetAll();
    snapshots.forgetAll();
    commands.forgetAll();
    questions.forgetAll();
    List<AgiCall> broken = List.copyOf(open);
    open.clear();
    broken.forEach(call -> call.answer(null));
    agenda.after(
        downMillis,
        () -> {
          alive = true;
          snapshots.afterGap(FIRST_SNAPSHOT_MILLIS);
        });
  }

  void amiBroke(long until) {
    silentSince = agenda.now();
    snapshots.gapBegins();
    int now = life;
    agenda.at(
        until,
        () -> {
          if (alive && life == now && exchange.amiIsUp()) {
            snapshots.afterGap(FIRST_SNAPSHOT_MILLIS);
          }
        });
  }

  // The bus --------------------------------------------------------------------------------------

  void hear(Message said) {
    if (!alive) {
      return;
    }
    switch (said) {
      case VerdictReached verdict ->
          questions.answer(question(verdict.call(), verdict.stage()), verdict);
      case TicketPlaced placed -> questions.answer("place " + placed.call(), placed);
      case WaitTold told -> questions.answer("wait " + told.call(), told);
      case LineDecision decision -> {
        if (decision.pool().equals(World.pool(exchange.pool))) {
          commands.hear(decision);
          inPool(decision);
        }
      }
      default -> {}
    }
  }

  private void inPool(LineDecision decision) {
    switch (decision) {
      case CallbackTold told -> exchange.callbacks.told(told);
      case DialCallback order -> exchange.callbacks.dial(order);
      case StopCallback order -> exchange.callbacks.stop(order);
      case TicketTransferred order -> exchange.legs.hangUp(order.offer());
      default -> {}
    }
  }

  /// Says something of a caller who has a place.
  void say(Caller caller, Message message) {
    Ledger.@Nullable Call call = ledger.find(caller.call);
    if (call != null && call.hasPlace) {
      ledger.say(call, message);
    }
  }

  static String question(CallId call, Stage stage) {
    return stage + " " + call;
  }

  // The scripts ----------------------------------------------------------------------------------

  void join(AgiCall agi, Caller caller) {
    Instant since = Objects.requireNonNullElse(caller.since, exchange.clock());
    Ledger.@Nullable Call call = agi.isOpen() ? ledger.open(caller, since) : null;
    if (call == null) {
      agi.answer("");
      return;
    }
    questions.await(
        question(caller.call, Stage.JOIN),
        JOIN_DEADLINE_MILLIS,
        answer -> {
          boolean diverted =
              answer instanceof VerdictReached verdict && verdict.verdict() != Verdict.ADMIT;
          if (answer == null) {
            ledger.say(call, arrivals.failedOpen(caller, Stage.JOIN));
          }
          boolean divertedEver = diverted || caller.divertedAtArrival;
          place(
              agi,
              call,
              since,
              null,
              divertedEver
                  ? new Standing(true, caller.machineOdds(), caller.isHeardBeforeLine())
                  : Standing.ORDINARY);
        });
    ledger.say(call, new JoinScreeningAsked(caller.call, exchange.clock(), World.LINE, null));
  }

  /// Who was called back pressed the key.
  void calledBack(AgiCall agi, Caller caller) {
    Instant since = Objects.requireNonNullElse(caller.since, exchange.clock());
    Ledger.@Nullable Call call = agi.isOpen() ? ledger.open(caller, since) : null;
    if (call == null) {
      agi.answer("");
      return;
    }
    place(agi, call, since, caller.ticket, Standing.ORDINARY);
  }

  void tick(AgiCall agi, Caller caller) {
    Instant since = Objects.requireNonNullElse(caller.since, exchange.clock());
    Ledger.@Nullable Call call = agi.isOpen() ? ledger.open(caller, since) : null;
    @Nullable TicketId ticket = caller.ticket;
    if (call == null) {
      agi.answer(ticket == null ? "" : ticket.value());
      return;
    }
    Standing standing =
        call.standing.diverted() ? call.standing : Snapshots.standingAtArrival(caller);
    if (ticket == null) {
      place(agi, call, since, null, standing);
      return;
    }
    ledger.remember(call, ticket, standing);
    questions.await(
        "wait " + caller.call,
        WAIT_DEADLINE_MILLIS,
        told -> {
          if (told == null) {
            place(agi, call, since, ticket, standing);
          } else {
            agi.answer(ticket.value());
          }
        });
    if (call.hasPlace && call.ticket != null) {
      ledger.say(
          call,
          new WaitAsked(caller.call, exchange.clock(), World.pool(exchange.pool), call.ticket));
    }
  }

  private void place(
      AgiCall agi, Ledger.Call call, Instant since, @Nullable TicketId held, Standing standing) {
    questions.await(
        "place " + call.caller.call,
        PLACE_DEADLINE_MILLIS,
        answer -> {
          if (answer instanceof TicketPlaced placed) {
            call.ticket = placed.ticket();
            agi.answer(placed.ticket().value());
          } else {
            agi.answer(held == null ? "" : held.value());
          }
        });
    ledger.reachQueue(call, since, held, standing);
  }

  void after(AgiCall agi, Caller caller, Caller.@Nullable LegEnd end) {
    if (!agi.isOpen()) {
      return;
    }
    if (end != null) {
      offers.callerSays(end);
    }
    if (end != null && end.byAgent() && end.cause() == AgentLegs.CAUSE_NORMAL) {
      agi.answer("bye");
      return;
    }
    Ledger.@Nullable Call call = ledger.find(caller.call);
    if (call != null) {
      call.talkingTo = null;
      if (call.ticket != null) {
        ledger.say(
            call,
            new CallerReturned(
                caller.call, exchange.clock(), World.pool(exchange.pool), call.ticket));
      }
    }
    agi.answer("back");
  }

  // AMI ------------------------------------------------------------------------------------------

  void callerHeard(CallId call) {
    ledger.heard(call);
  }

  void callerHungUp(CallId call, int cause) {
    offers.callerGone(call);
    ledger.end(call, cause);
  }
}
