package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

/// What a line's core says of callbacks must fit together: one attempt for a number at a time, no
/// promise forgotten, none given up that was neither tried nor kept for as long as was promised,
/// and no place given to another call while its caller may still hear the promise.
final class CallbackWatch {

  /// So long a caller of whom nothing else is heard may hear the promise said.
  private static final Duration SAID_WITHIN = Duration.ofSeconds(30);

  /// A number as one pool sees it: pools know nothing of each other's callbacks.
  private record Dialed(PoolName pool, PhoneNumber number) {}

  /// @param call that was told it; null when a caller is called back unasked
  private record Promise(Instant at, @Nullable CallId call) {}

  private final Map<CallId, TicketId> attempts = new HashMap<>();
  private final Map<Dialed, DialCallback> open = new HashMap<>();

  /// To whom a call is owed who is not in line again.
  private final Map<TicketId, Promise> promised = new HashMap<>();

  /// Calls whose end was told.
  private final Set<CallId> over = new HashSet<>();

  /// Calls that are over, or that a snapshot did not see.
  private final Set<CallId> perhapsOver = new HashSet<>();

  private final Set<TicketId> tried = new HashSet<>();
  private final Map<TicketId, AgentId> bound = new HashMap<>();

  void agreed(CallbackTold told) {
    promised.putIfAbsent(told.ticket(), new Promise(told.at(), told.call()));
  }

  void dialed(DialCallback dial) {
    require(attempts.put(dial.call(), dial.ticket()) == null, "dials an attempt again", dial);
    @Nullable DialCallback before = open.put(new Dialed(dial.pool(), dial.number()), dial);
    require(before == null, "dials a number that is still dialed by " + before, dial);
    tried.add(dial.ticket());
    promised.putIfAbsent(dial.ticket(), new Promise(dial.at(), null));
    bound.remove(dial.ticket());
  }

  /// An agent is kept free while the caller is dialed.
  void bound(TicketId ticket, AgentId agent) {
    bound.put(ticket, agent);
  }

  boolean wasBoundAtDialing(OfferCall offer) {
    return offer.agent().equals(bound.remove(offer.ticket()));
  }

  /// Whether another call may get the place of a caller who is to be called back: the attempt, and
  /// the caller who calls in again instead.
  boolean givesBack(TicketId ticket, CallId call, Instant at) {
    if (ticket.equals(attempts.get(call))) {
      return true;
    }
    @Nullable Promise promise = promised.get(ticket);
    if (promise == null) {
      return false;
    }
    boolean hearsIt =
        promise.call != null
            && !perhapsOver.contains(promise.call)
            && at.isBefore(promise.at.plus(SAID_WITHIN));
    return tried.contains(ticket) || !hearsIt;
  }

  void callEnded(CallId call) {
    over.add(call);
    perhapsOver.add(call);
  }

  /// Whom a snapshot did not see may have gone.
  void seen(Set<CallId> live) {
    for (Promise promise : promised.values()) {
      if (promise.call != null && !live.contains(promise.call)) {
        perhapsOver.add(promise.call);
      }
    }
  }

  void ended(CallbackEnded event) {
    attemptIsOver(event.call());
  }

  /// A call said at that time that it is in line with this ticket. Older news than the promise, and
  /// such of a call that is over, take no promise back.
  void inLine(TicketId ticket, CallId call, Instant at) {
    attemptIsOver(call);
    @Nullable Promise promise = promised.get(ticket);
    boolean same = promise != null && call.equals(promise.call);
    if (promise != null && (!same || (at.isAfter(promise.at) && !over.contains(call)))) {
      promised.remove(ticket);
    }
  }

  void stopped(StopCallback stop) {
    attemptIsOver(stop.call());
  }

  private void attemptIsOver(CallId call) {
    open.values().removeIf(dial -> dial.call().equals(call));
  }

  void closed(TicketClosed closed) {
    open.values().removeIf(dial -> dial.ticket().equals(closed.ticket()));
    bound.remove(closed.ticket());
    @Nullable Promise promise = promised.remove(closed.ticket());
    if (promise == null) {
      return;
    }
    require(closed.outcome() != TicketOutcome.ABANDONED, "forgets to call back", closed);
    if (closed.outcome() == TicketOutcome.CALLBACK_IN_VAIN) {
      require(
          tried.contains(closed.ticket())
              || !closed.at().isBefore(promise.at.plus(Cores.CALLBACK_KEPT_FOR)),
          "gives a callback up that was never tried",
          closed);
    }
  }

  private static void require(boolean holds, String otherwise, Object said) {
    if (!holds) {
      throw new InvariantBroken(otherwise + ": " + said);
    }
  }
}
