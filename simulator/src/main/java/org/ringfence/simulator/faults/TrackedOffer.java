package org.ringfence.simulator.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.TicketId;

/// One offer as the gateway follows it.
final class TrackedOffer {

  enum State {
    ORDERED,
    RANG,
    ANSWERED,
    CONNECTED,
    /// Who ended the talk is not known yet.
    LEG_GONE,
    ENDED
  }

  final OfferId id;
  final TicketId ticket;
  final CallId call;
  final AgentId agent;
  final Instant orderedAt;
  final long orderedMillis;

  /// When an offer of which nothing was heard is lost.
  final long dueMillis;

  State state = State.ORDERED;

  /// Whether a snapshot found it after the gateway had been away.
  boolean adopted;

  boolean hasLeg;
  boolean withdrawn;
  int cause;
  long legGoneMillis;
  @Nullable Instant connectedAt;

  TrackedOffer(
      OfferId id,
      TicketId ticket,
      CallId call,
      AgentId agent,
      Instant orderedAt,
      long orderedMillis,
      long dueMillis) {
    this.id = id;
    this.ticket = ticket;
    this.call = call;
    this.agent = agent;
    this.orderedAt = orderedAt;
    this.orderedMillis = orderedMillis;
    this.dueMillis = dueMillis;
  }

  boolean isBeforeTalk() {
    return state.compareTo(State.CONNECTED) < 0;
  }

  /// What the cause of a leg that never talked says about the phone.
  OfferFailure failure(int legCause) {
    return switch (legCause) {
      case AgentLegs.CAUSE_BUSY -> OfferFailure.BUSY;
      case AgentLegs.CAUSE_DECLINED -> OfferFailure.DECLINED;
      case AgentLegs.CAUSE_ABSENT -> OfferFailure.UNREACHABLE;
      default -> state == State.RANG ? OfferFailure.NO_ANSWER : OfferFailure.UNREACHABLE;
    };
  }
}
