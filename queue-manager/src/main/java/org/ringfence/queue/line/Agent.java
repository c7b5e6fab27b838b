package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.queue.prediction.PatienceClass;

/// An agent of the pool.
///
/// ```
///   SIGNED_OUT <---> PAUSED <---> READY ----OfferCall----> OFFERED ---connected---> TALKING
///                      ^            ^  ^                      |                        |
///                      |            |  '--missed, withdrawn---'                        |
///                      |            |                                                  |
///                      '-after it---'---------------------- WRAP_UP <------------------'
/// ```
///
/// Each state but OFFERED and TALKING is left at the agent's wish at once; a wish during a talk
/// waits until after the wrap-up.
final class Agent {
  final AgentId id;
  final SkillSet skills;
  AgentState state = AgentState.SIGNED_OUT;
  String reason = "";
  boolean phoneReachable;

  /// When Asterisk last said how the phone is, by its gateway's clock; what is older is no news.
  Instant phoneSaidAt = Instant.EPOCH;

  /// When a phone is tried again that did not ring although Asterisk did not say that it is gone;
  /// null when Asterisk's word stands.
  @Nullable Instant phoneTriedAgainAt;

  /// Set exactly in OFFERED and TALKING.
  @Nullable Offer offer;

  /// When the agent became free; the longest idle comes first.
  Instant idleSince = Instant.EPOCH;

  /// Since when an offer was possible; unlike `idleSince` it starts anew after a rest.
  Instant availableSince = Instant.EPOCH;

  /// Left alone until then after a miss; null when not resting.
  @Nullable Instant restUntil;

  /// Set exactly in WRAP_UP.
  @Nullable Instant wrapUpUntil;

  /// When the agent was first taken up by the caller of the current OFFERED, TALKING or WRAP_UP.
  @Nullable Instant handlingSince;

  /// Whether the caller of the last talk was never heard.
  boolean talkedToUnheard;

  /// What the caller of the last talk was taken for.
  PatienceClass talkedTo = PatienceClass.PERSON;

  int missesInRow;

  /// What the agent asked for during a talk, null for READY.
  @Nullable AgentState wanted;

  String wantedReason = "";

  /// The key under which [Agents] holds this agent as available; null when it does not.
  Agents.@Nullable IdleKey idleKey;

  /// Whether [Agents] counts this agent as on duty.
  boolean countedOnDuty;

  /// Whether [Agents] counts this agent as held by a caller who was never heard.
  boolean countedHeldByUnheard;

  Agent(AgentId id, SkillSet skills) {
    this.id = id;
    this.skills = skills;
  }

  boolean canBeOffered() {
    return state == AgentState.READY && phoneReachable && restUntil == null;
  }

  /// Whether this agent is taken up by a caller who was never heard.
  boolean isHeldByUnheard() {
    return switch (state) {
      case OFFERED, TALKING -> offer != null && offer.ticket.isUnheard();
      case WRAP_UP -> talkedToUnheard;
      case SIGNED_OUT, PAUSED, READY -> false;
    };
  }

  /// Whether this agent serves callers now or as soon as the present one is done with.
  boolean isOnDuty() {
    return switch (state) {
      case SIGNED_OUT, PAUSED -> false;
      case READY, OFFERED, WRAP_UP -> phoneReachable && wanted == null;
      case TALKING -> wanted == null;
    };
  }
}
