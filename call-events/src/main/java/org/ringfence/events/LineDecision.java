package org.ringfence.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the queue manager says.
public sealed interface LineDecision extends Message {

  PoolName pool();

  @Override
  default Topic topic() {
    return Topic.DECISIONS;
  }

  @Override
  default String key() {
    return pool().value();
  }

  /// The caller has a place, durably. Also the answer to a repeated [CallEvent.QueueReached].
  ///
  /// @param position 1 for the next to be served
  /// @param predicted the predicted wait, or null when it cannot be said
  record TicketPlaced(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      int position,
      @Nullable PredictedWait predicted)
      implements LineDecision {}

  /// The answer to [CallEvent.WaitAsked].
  ///
  /// @param position 1 for the next to be served, 0 when an agent's phone rings for the caller at
  ///   this moment
  record WaitTold(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      int position,
      @Nullable PredictedWait predicted)
      implements LineDecision {}

  /// Ring this agent's phone for this caller.
  ///
  /// @param freeSince when the agent became free, or when the caller came if that was later
  /// @param why the sentence that explains this choice to the agent
  record OfferCall(
      OfferId offer,
      TicketId ticket,
      CallId call,
      String channel,
      AgentId agent,
      Instant at,
      PoolName pool,
      QueueName queue,
      String language,
      Duration ringTime,
      Duration waited,
      Instant freeSince,
      String why)
      implements LineDecision {}

  /// Stop ringing; if it was answered already the fence decides.
  record WithdrawOffer(
      OfferId offer,
      TicketId ticket,
      CallId call,
      String channel,
      AgentId agent,
      Instant at,
      PoolName pool)
      implements LineDecision {}

  /// A ticket ended.
  ///
  /// @param waited from reaching the line to an agent or to the end
  /// @param firstTold the range announced first, or null when none was
  record TicketClosed(
      TicketId ticket,
      Instant at,
      PoolName pool,
      QueueName queue,
      TicketOutcome outcome,
      Duration waited,
      @Nullable PredictedWait firstTold,
      @Nullable AgentId agent)
      implements LineDecision {}

  /// An agent's state changed.
  ///
  /// @param ticket whom the agent rings for or talks to, or null
  record AgentStateChanged(
      AgentId agent,
      Instant at,
      PoolName pool,
      AgentState state,
      boolean phoneReachable,
      String reason,
      @Nullable TicketId ticket)
      implements LineDecision {}

  /// How a queue stands; said once a second while anything changes.
  ///
  /// @param waiting callers in line, those for whom a phone rings included
  /// @param diverted how many of those who wait are diverted and were not heard since
  /// @param longestWait of the caller at the front; diverted callers who were never heard are left
  ///   out, for they may wait beside free agents
  /// @param predicted what the next caller would be told, or null when it cannot be said
  /// @param agents how many agents are in each state; an empty map is not allowed, every state is
  ///   named
  /// @param front the first places in line, at most 20
  /// @param told how well earlier callers were told their wait, or null when none of those was
  ///   served yet who had to be told one
  record QueueReported(
      QueueName queue,
      Instant at,
      PoolName pool,
      int waiting,
      int diverted,
      int talking,
      Duration longestWait,
      @Nullable PredictedWait predicted,
      Map<AgentState, Integer> agents,
      List<Place> front,
      @Nullable ToldWaits told)
      implements LineDecision {
    public QueueReported {
      agents = Collections.unmodifiableMap(new EnumMap<>(agents));
      front = List.copyOf(front);
    }
  }

  /// One waiting caller, as the board shows it.
  record Place(
      TicketId ticket,
      PhoneNumber caller,
      String language,
      Instant since,
      int position,
      boolean ringing) {}
}
