package org.ringfence.events;

import java.time.Instant;

/// What the gateway saw happen to an offer.
public sealed interface OfferEvent extends Message {

  OfferId offer();

  TicketId ticket();

  AgentId agent();

  PoolName pool();

  @Override
  default Topic topic() {
    return Topic.ROUTING;
  }

  @Override
  default String key() {
    return pool().value();
  }

  /// The agent's phone rings.
  record OfferRang(OfferId offer, Instant at, PoolName pool, TicketId ticket, AgentId agent)
      implements OfferEvent {}

  /// Agent and caller hear each other.
  record OfferConnected(OfferId offer, Instant at, PoolName pool, TicketId ticket, AgentId agent)
      implements OfferEvent {}

  /// The phone stopped ringing without a talk.
  record OfferFailed(
      OfferId offer,
      Instant at,
      PoolName pool,
      TicketId ticket,
      AgentId agent,
      OfferFailure failure)
      implements OfferEvent {}

  /// The agent put the caller on hold.
  record CallerHeld(OfferId offer, Instant at, PoolName pool, TicketId ticket, AgentId agent)
      implements OfferEvent {}

  /// The agent took the caller off hold.
  record CallerResumed(OfferId offer, Instant at, PoolName pool, TicketId ticket, AgentId agent)
      implements OfferEvent {}

  /// The recording of a talk began, or is another than before.
  record RecordingChanged(
      OfferId offer,
      Instant at,
      PoolName pool,
      TicketId ticket,
      AgentId agent,
      RecordingState state)
      implements OfferEvent {}

  /// A talk is over.
  record TalkEnded(
      OfferId offer, Instant at, PoolName pool, TicketId ticket, AgentId agent, TalkEnd end)
      implements OfferEvent {}
}
