package org.ringfence.gateway.offers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferEvent.CallerHeld;
import org.ringfence.events.OfferEvent.CallerResumed;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;

/// One offer and what its leg went through. Guarded by [OfferDesk]'s lock.
///
/// ```
/// ORDERED ──► RANG ──► ANSWERED ──► CONNECTED ──► LEG_GONE ──► ENDED
///    └──────────┴──────────┴────────────────────────────────────▲
/// ```
final class TrackedOffer {

  enum State {
    ORDERED,
    RANG,
    ANSWERED,
    CONNECTED,
    /// The agent's leg is gone, and who ended the talk is not known yet.
    LEG_GONE,
    ENDED
  }

  private final OfferId id;
  private final TicketId ticket;
  private final CallId call;
  private final AgentId agent;
  private final PoolName pool;
  private final Instant orderedAt;
  private final Instant dueAt;

  State state = State.ORDERED;
  boolean withdrawn;
  int cause;
  String channel = "";
  long orderedAtNanos;
  long legGoneAtNanos;

  /// The talk that this one joins; null for a caller who waits.
  @Nullable OfferId joins;

  @Nullable Instant freeSince;
  @Nullable Instant connectedAt;

  /// @param dueAt by when a leg that nothing was heard of is lost
  TrackedOffer(
      OfferId id,
      TicketId ticket,
      CallId call,
      AgentId agent,
      PoolName pool,
      Instant orderedAt,
      Instant dueAt) {
    this.id = id;
    this.ticket = ticket;
    this.call = call;
    this.agent = agent;
    this.pool = pool;
    this.orderedAt = orderedAt;
    this.dueAt = dueAt;
  }

  OfferId id() {
    return id;
  }

  CallId call() {
    return call;
  }

  AgentId agent() {
    return agent;
  }

  PoolName pool() {
    return pool;
  }

  Instant orderedAt() {
    return orderedAt;
  }

  Instant dueAt() {
    return dueAt;
  }

  boolean isBeforeTalk() {
    return state.compareTo(State.CONNECTED) < 0;
  }

  OfferRang rang(Instant now) {
    return new OfferRang(id, now, pool, ticket, agent);
  }

  OfferConnected connected(Instant now) {
    return new OfferConnected(id, now, pool, ticket, agent);
  }

  OfferEvent held(Instant now, boolean held) {
    return held
        ? new CallerHeld(id, now, pool, ticket, agent)
        : new CallerResumed(id, now, pool, ticket, agent);
  }

  OfferFailed failed(Instant now, OfferFailure failure) {
    return new OfferFailed(id, now, pool, ticket, agent, failure);
  }

  TalkEnded ended(Instant now, TalkEnd end) {
    return new TalkEnded(id, now, pool, ticket, agent, end);
  }
}
