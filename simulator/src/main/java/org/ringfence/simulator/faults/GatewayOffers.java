package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.simulator.faults.TrackedOffer.State;

/// The gateway's offers and what becomes of each, as ivr-gateway's `OfferDesk` and `OfferCourse`
/// tell it.
final class GatewayOffers {

  private static final int SWEEP_MILLIS = 250;
  private static final int SETTLE_MILLIS = 1_500;
  private static final int LOST_AFTER_MILLIS = 5_000;
  private static final int TIME_TO_RING_MILLIS = 1_000;

  private final Exchange exchange;
  private final Agenda agenda;
  private final Ledger ledger;
  private final PoolName pool;
  private final Map<OfferId, TrackedOffer> open = new LinkedHashMap<>();
  private final Set<OfferId> finished = new HashSet<>();
  private boolean sweepPlanned;

  GatewayOffers(Exchange exchange, Ledger ledger) {
    this.exchange = exchange;
    this.agenda = exchange.agenda;
    this.ledger = ledger;
    this.pool = World.pool(exchange.pool);
  }

  void forgetAll() {
    open.clear();
    finished.clear();
  }

  // Commands -------------------------------------------------------------------------------------

  /// Takes an offer up; null when it is known already.
  @Nullable TrackedOffer take(OfferCall order) {
    if (open.containsKey(order.offer()) || finished.contains(order.offer())) {
      return null;
    }
    long due = agenda.now() + order.ringTime().toMillis() + LOST_AFTER_MILLIS;
    TrackedOffer offer =
        new TrackedOffer(
            order.offer(),
            order.ticket(),
            order.call(),
            order.agent(),
            exchange.clock(),
            agenda.now(),
            due);
    open.put(offer.id, offer);
    planSweep();
    return offer;
  }

  /// Marks an offer as withdrawn.
  ///
  /// @return whether there is anything to take back
  boolean withdraw(OfferId id) {
    @Nullable TrackedOffer offer = open.get(id);
    if (offer == null || !offer.isBeforeTalk()) {
      return false;
    }
    offer.withdrawn = true;
    return true;
  }

  // What AMI says --------------------------------------------------------------------------------

  void legCreated(OfferId id) {
    with(id, offer -> offer.hasLeg = true);
  }

  void originateFailed(OfferId id) {
    with(
        id,
        offer -> {
          if (offer.state == State.ORDERED && !offer.hasLeg) {
            fail(offer, OfferFailure.UNREACHABLE);
          }
        });
  }

  void rang(OfferId id) {
    with(id, this::rang);
  }

  private void rang(TrackedOffer offer) {
    if (offer.state == State.ORDERED) {
      offer.state = State.RANG;
      ledger.sayAnyway(new OfferRang(offer.id, exchange.clock(), pool, offer.ticket, offer.agent));
    }
  }

  void answered(OfferId id) {
    with(
        id,
        offer -> {
          rang(offer);
          if (offer.isBeforeTalk()) {
            offer.state = State.ANSWERED;
          }
        });
  }

  void bridged(OfferId id) {
    with(id, this::connected);
  }

  /// The offer's leg has the caller.
  void connected(TrackedOffer offer) {
    if (!offer.isBeforeTalk()) {
      return;
    }
    offer.state = State.CONNECTED;
    offer.connectedAt = exchange.clock();
    Ledger.@Nullable Call call = ledger.find(offer.call);
    if (call != null) {
      call.talkingTo = offer.id;
      call.reachedAgent = true;
    }
    ledger.sayAnyway(
        new OfferConnected(offer.id, exchange.clock(), pool, offer.ticket, offer.agent));
  }

  void legGone(OfferId id, int cause) {
    with(id, offer -> legGone(offer, cause));
  }

  private void legGone(TrackedOffer offer, int cause) {
    boolean callerIsGone = ledger.find(offer.call) == null;
    if (offer.isBeforeTalk()) {
      boolean hadTime = !offer.adopted && agenda.now() - offer.orderedMillis >= TIME_TO_RING_MILLIS;
      if (callerIsGone) {
        fail(offer, OfferFailure.CALLER_GONE);
      } else if (offer.state == State.ORDERED && hadTime) {
        fail(offer, OfferFailure.UNREACHABLE);
      } else if (offer.state == State.ANSWERED || offer.withdrawn) {
        fail(offer, OfferFailure.CLAIM_LOST);
      } else {
        fail(offer, offer.failure(cause));
      }
    } else if (callerIsGone) {
      talkEnded(offer, TalkEnd.CALLER_HUNG_UP);
    } else if (cause == AgentLegs.CAUSE_MEDIA_LOST) {
      talkEnded(offer, TalkEnd.AGENT_LEG_BROKE);
    } else if (offer.state == State.CONNECTED) {
      offer.state = State.LEG_GONE;
      offer.cause = cause;
      offer.legGoneMillis = agenda.now();
    }
  }

  void fail(TrackedOffer offer, OfferFailure failure) {
    finish(offer);
    ledger.sayAnyway(
        new OfferFailed(offer.id, exchange.clock(), pool, offer.ticket, offer.agent, failure));
  }

  private void talkEnded(TrackedOffer offer, TalkEnd end) {
    finish(offer);
    Ledger.@Nullable Call call = ledger.find(offer.call);
    if (call != null && offer.id.equals(call.talkingTo)) {
      call.talkingTo = null;
    }
    ledger.sayAnyway(
        new TalkEnded(offer.id, exchange.clock(), pool, offer.ticket, offer.agent, end));
  }

  private void finish(TrackedOffer offer) {
    offer.state = State.ENDED;
    open.remove(offer.id);
    finished.add(offer.id);
  }

  // What callers and snapshots say ---------------------------------------------------------------

  void callerGone(CallId call) {
    for (TrackedOffer offer : new ArrayList<>(open.values())) {
      if (offer.call.equals(call) && !offer.isBeforeTalk()) {
        talkEnded(offer, TalkEnd.CALLER_HUNG_UP);
      }
    }
  }

  void callerSays(Caller.LegEnd end) {
    with(
        end.offer(),
        offer -> {
          if (!offer.isBeforeTalk()) {
            boolean agents = end.byAgent() && end.cause() == AgentLegs.CAUSE_NORMAL;
            talkEnded(offer, agents ? TalkEnd.AGENT_HUNG_UP : TalkEnd.AGENT_LEG_BROKE);
          }
        });
  }

  void adopt(AgentLegs.Leg leg, TicketId ticket, boolean connected) {
    if (open.containsKey(leg.offer) || finished.contains(leg.offer)) {
      return;
    }
    TrackedOffer offer =
        new TrackedOffer(
            leg.offer,
            ticket,
            leg.caller.call,
            leg.phone.agent,
            exchange.clock(),
            agenda.now(),
            Long.MAX_VALUE);
    offer.adopted = true;
    offer.hasLeg = true;
    offer.state = connected ? State.CONNECTED : leg.isUp() ? State.ANSWERED : State.RANG;
    offer.connectedAt = connected ? exchange.clock() : null;
    open.put(offer.id, offer);
    planSweep();
    Ledger.@Nullable Call call = ledger.find(offer.call);
    if (connected && call != null) {
      call.talkingTo = offer.id;
      call.reachedAgent = true;
    }
  }

  boolean isFinished(OfferId offer) {
    return finished.contains(offer);
  }

  boolean isConnectedSince(@Nullable OfferId id, Instant moment) {
    @Nullable TrackedOffer offer = id == null ? null : open.get(id);
    @Nullable Instant connectedAt = offer == null ? null : offer.connectedAt;
    return connectedAt != null && !connectedAt.isBefore(moment);
  }

  List<OfferId> orderedSince(Instant moment) {
    return open.values().stream()
        .filter(offer -> !offer.orderedAt.isBefore(moment))
        .map(offer -> offer.id)
        .toList();
  }

  void retain(Set<OfferId> legs, Instant before) {
    for (TrackedOffer offer : new ArrayList<>(open.values())) {
      boolean due = offer.orderedAt.isBefore(before) && !legs.contains(offer.id);
      if (due && offer.state != State.LEG_GONE && offer.state != State.ORDERED) {
        legGone(offer, AgentLegs.CAUSE_NONE);
      }
    }
  }

  private void planSweep() {
    if (!sweepPlanned) {
      sweepPlanned = true;
      agenda.after(SWEEP_MILLIS, this::sweep);
    }
  }

  private void sweep() {
    sweepPlanned = false;
    for (TrackedOffer offer : new ArrayList<>(open.values())) {
      if (offer.state == State.ORDERED && agenda.now() > offer.dueMillis) {
        fail(offer, OfferFailure.LOST);
      } else if (offer.state == State.LEG_GONE
          && agenda.now() - offer.legGoneMillis > SETTLE_MILLIS) {
        boolean normal = offer.cause == AgentLegs.CAUSE_NORMAL;
        talkEnded(offer, normal ? TalkEnd.AGENT_HUNG_UP : TalkEnd.AGENT_LEG_BROKE);
      }
    }
    if (!open.isEmpty()) {
      planSweep();
    }
  }

  private void with(OfferId id, Consumer<TrackedOffer> step) {
    @Nullable TrackedOffer offer = open.get(id);
    if (offer != null) {
      step.accept(offer);
    }
  }
}
