package org.ringfence.simulator.faults;

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
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

/// What a line's core says of callbacks must fit together: one attempt for a number at a time, and
/// none given up that was neither tried nor kept for as long as was promised.
final class CallbackWatch {

  private final Map<CallId, TicketId> attempts = new HashMap<>();
  private final Map<PhoneNumber, DialCallback> open = new HashMap<>();
  private final Map<TicketId, Instant> agreedAt = new HashMap<>();

  /// Whose callers are to be called back and are not in line again.
  private final Set<TicketId> promised = new HashSet<>();

  private final Set<TicketId> tried = new HashSet<>();
  private final Map<TicketId, AgentId> bound = new HashMap<>();

  void agreed(CallbackTold told) {
    agreedAt.putIfAbsent(told.ticket(), told.at());
    promised.add(told.ticket());
  }

  void dialed(DialCallback dial) {
    require(attempts.put(dial.call(), dial.ticket()) == null, "dials an attempt again", dial);
    @Nullable DialCallback before = open.put(dial.number(), dial);
    require(before == null, "dials a number that is still dialed by " + before, dial);
    tried.add(dial.ticket());
    promised.add(dial.ticket());
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
  boolean givesBack(TicketId ticket, CallId call) {
    return promised.contains(ticket) || ticket.equals(attempts.get(call));
  }

  void ended(CallbackEnded event) {
    over(event.call());
  }

  void reached(TicketId ticket, CallId call) {
    over(call);
    promised.remove(ticket);
  }

  void stopped(StopCallback stop) {
    over(stop.call());
  }

  private void over(CallId call) {
    open.values().removeIf(dial -> dial.call().equals(call));
  }

  void closed(TicketClosed closed) {
    open.values().removeIf(dial -> dial.ticket().equals(closed.ticket()));
    bound.remove(closed.ticket());
    promised.remove(closed.ticket());
    @Nullable Instant agreed = agreedAt.remove(closed.ticket());
    if (closed.outcome() == TicketOutcome.CALLBACK_IN_VAIN && agreed != null) {
      require(
          tried.contains(closed.ticket())
              || !closed.at().isBefore(agreed.plus(Cores.CALLBACK_KEPT_FOR)),
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
