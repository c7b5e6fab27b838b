package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
/// During a talk the agent is TALKING or, while the caller is on hold, HOLDING. Each state but
/// OFFERED and these is left at the agent's wish at once; a wish during a talk waits until after
/// the wrap-up.
final class Agent {

  /// Sign-ins that are remembered as replaced; the eldest is forgotten first.
  static final int MAX_REPLACED = 8;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  final AgentId id;
  final AgentRules rules;
  final Agents.Group group;
  AgentState state = AgentState.SIGNED_OUT;
  String reason = "";

  /// Whether the phone can be rung at all: at one node at least, and without doubt.
  boolean phoneReachable;

  /// What each Asterisk said of the phone.
  final PhoneNews phone = new PhoneNews();

  /// When a phone is tried again that did not ring although Asterisk did not say that it is gone;
  /// null when Asterisk's word stands.
  @Nullable Instant phoneTriedAgainAt;

  /// Since when the agent is in this state.
  Instant stateSince = Instant.EPOCH;

  /// How much the agent was taken up lately, as of `load.at()`.
  Load load = Load.NONE;

  /// The sign-in that counts; null when none was told apart.
  @Nullable String session;

  /// Sign-ins that a newer one replaced.
  final Deque<String> replaced = new ArrayDeque<>();

  /// Set exactly in OFFERED, TALKING and HOLDING.
  @Nullable Offer offer;

  /// When the agent became free; the longest idle comes first.
  Instant idleSince = Instant.EPOCH;

  /// Since when an offer was possible; unlike `idleSince` it starts anew after a rest.
  Instant availableSince = Instant.EPOCH;

  /// Left alone until then after a miss; null when not resting.
  @Nullable Instant restUntil;

  /// Set exactly in WRAP_UP.
  @Nullable Instant wrapUpUntil;

  /// When the agent was first taken up by the caller of the current OFFERED, TALKING, HOLDING or
  /// WRAP_UP.
  private @Nullable Instant handlingSince;

  /// The same since the epoch, for the ages of all talks are looked at together.
  private long handlingSinceNanos;

  /// Whether the caller of the last talk was never heard.
  boolean talkedToUnheard;

  /// What the caller of the last talk was taken for.
  PatienceClass talkedTo = PatienceClass.PERSON;

  int missesInRow;

  /// What the agent asked for during a talk, null for READY.
  @Nullable AgentState wanted;

  String wantedReason = "";

  /// The supervisor who asked for `wanted`; null when the agent did.
  @Nullable String wantedBy;

  /// The key under which [Agents] holds this agent as available; null when it does not.
  Agents.@Nullable IdleKey idleKey;

  /// The same, where the least occupied comes first.
  Agents.@Nullable LoadKey loadKey;

  /// Whether [Agents] counts this agent as available for the callers of some nodes only.
  boolean countedPartly;

  /// Whether [Agents] counts this agent as on duty.
  boolean countedOnDuty;

  /// Whether [Agents] counts this agent as held by a caller who was never heard.
  boolean countedHeldByUnheard;

  Agent(AgentId id, AgentRules rules, Agents.Group group) {
    this.id = id;
    this.rules = rules;
    this.group = group;
  }

  /// The load up to now, by what the agent has been doing since it was reckoned last.
  Load loadAt(Instant now) {
    return switch (state) {
      case OFFERED, TALKING, HOLDING, WRAP_UP -> load.busyUntil(now);
      case READY -> load.readyUntil(now);
      case SIGNED_OUT, PAUSED -> load.awayUntil(now);
    };
  }

  @Nullable Instant handlingSince() {
    return handlingSince;
  }

  void setHandlingSince(@Nullable Instant since) {
    handlingSince = since;
    handlingSinceNanos = since == null ? 0 : nanos(since);
  }

  /// How long the caller has taken the agent up by now; to a millisecond, like what was measured.
  double handlingSeconds(Instant now) {
    long millis = (nanos(now) - handlingSinceNanos) / NANOS_PER_MILLI;
    return millis / 1000.0;
  }

  /// Enough for three hundred years.
  private static long nanos(Instant at) {
    return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
  }

  boolean canBeOffered() {
    return state == AgentState.READY && phoneReachable && restUntil == null;
  }

  /// Whether the phone can be rung for callers of a node.
  boolean isReachableFor(String node) {
    return phoneReachable && phone.isThereFor(node);
  }

  /// Whether this agent is taken up by a caller who was never heard.
  boolean isHeldByUnheard() {
    return switch (state) {
      case OFFERED, TALKING, HOLDING -> offer != null && offer.ticket.isUnheard();
      case WRAP_UP -> talkedToUnheard;
      case SIGNED_OUT, PAUSED, READY -> false;
    };
  }

  /// Whether this agent serves callers now or as soon as the present one is done with.
  boolean isOnDuty() {
    return switch (state) {
      case SIGNED_OUT, PAUSED -> false;
      case READY, OFFERED, WRAP_UP -> phoneReachable && wanted == null;
      case TALKING, HOLDING -> wanted == null;
    };
  }
}
