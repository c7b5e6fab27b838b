package org.ringfence.simulator.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.faults.Caller.Where;

/// Callers who are called back: the wish, the goodbye, and the attempts, each a channel of its own
/// that comes into line when the key is pressed. Attempts live in Asterisk; what the gateway knows
/// of them dies with it, and then their end is told by nobody.
final class CallbackDialer {

  private static final int GOODBYE_MILLIS = 4_000;
  private static final int NUMBER_OF_FIRST_ATTEMPT = 20_000;

  private final Exchange exchange;
  private final World world;
  private final Agenda agenda;

  /// Attempts that Asterisk has or had, by call.
  private final Map<CallId, Caller> attempts = new HashMap<>();

  /// The numbers whose telephones are called at this moment, which is checked here.
  private final Set<PhoneNumber> ringing = new HashSet<>();

  CallbackDialer(Exchange exchange, World world) {
    this.exchange = exchange;
    this.world = world;
    this.agenda = exchange.agenda;
  }

  /// A caller in line wishes to be called back.
  void wishes(Caller caller) {
    Gateway gateway = exchange.gateway();
    if (caller.where == Where.LINE && caller.ticket != null && gateway.isAlive()) {
      gateway.say(
          caller,
          new CallbackAsked(
              caller.call,
              exchange.clock(),
              World.pool(exchange.pool),
              caller.ticket,
              World.LINE,
              caller.number));
    }
  }

  /// Who is promised a call hears it and hangs up, or stays in line all the same.
  void told(CallbackTold told) {
    @Nullable Caller caller = exchange.callers.get(told.call());
    if (caller == null
        || caller.where != Where.LINE
        || told.answer() != CallbackAnswer.AGREED
        || Draw.inHundred(20, caller.salt, 60)) {
      return;
    }
    int visit = caller.visit;
    agenda.after(
        GOODBYE_MILLIS,
        () -> {
          if (caller.visit == visit) {
            exchange.callerHangsUp(caller);
          }
        });
  }

  void dial(DialCallback order) {
    if (attempts.containsKey(order.call())
        || exchange.clock().isAfter(order.at().plus(order.ringTime()))) {
      return;
    }
    int who = world.nextWho(NUMBER_OF_FIRST_ATTEMPT);
    Caller attempt = new Caller(who, Draw.mix(world.seed(), who), exchange.pool, order);
    attempts.put(order.call(), attempt);
    if (!ringing.add(order.number())) {
      throw new InvariantBroken("dials a number that is being dialed: " + order);
    }
    world.callers().put(who, attempt);
    exchange.callers.put(attempt.call, attempt);
    agenda.after(
        Draw.between(500, (int) order.ringTime().toMillis(), attempt.salt, 61),
        () -> rangOut(attempt, order));
  }

  private void rangOut(Caller attempt, DialCallback order) {
    ringing.remove(order.number());
    if (attempt.where != Where.ARRIVING) {
      return;
    }
    int outcome = world.isCalm() ? 99 : Draw.below(100, attempt.salt, 62);
    if (outcome < 10) {
      ends(attempt, order, CallbackResult.BUSY);
    } else if (outcome < 25) {
      ends(attempt, order, CallbackResult.NO_ANSWER);
    } else if (outcome < 35) {
      ends(attempt, order, CallbackResult.NO_KEY);
    } else if (outcome < 42) {
      ends(attempt, order, CallbackResult.CANCELLED);
    } else if (outcome < 46) {
      ends(attempt, order, CallbackResult.NEVER_AGAIN);
    } else {
      exchange.returnsToLine(attempt);
    }
  }

  private void ends(Caller attempt, DialCallback order, CallbackResult result) {
    exchange.vanishes(attempt);
    exchange.tell(() ->
        exchange
            .gateway()
            .bus()
            .publish(
                new CallbackEnded(
                    order.call(), exchange.clock(), order.pool(), order.ticket(), result)));
  }

  void stop(StopCallback order) {
    @Nullable Caller attempt = attempts.get(order.call());
    if (attempt != null && attempt.where == Where.ARRIVING) {
      exchange.vanishes(attempt);
      ringing.remove(attempt.number);
    }
  }

  /// Asterisk is started anew.
  void crashed() {
    ringing.clear();
  }
}
