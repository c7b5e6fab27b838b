package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.PatienceClass;

/// A caller's place in line.
///
/// INVARIANT: `offer` is set exactly in the states OFFERED and TALKING, and then
/// `offer.agent.offer` is the same object.
final class Ticket {

  /// Earlier offers that are remembered; what is older counts as over.
  static final int MAX_PAST_OFFERS = 32;

  /// Misses that are remembered; the eldest is forgotten first.
  static final int MAX_COOL_OFFS = 32;

  /// By effective join time; among equals by call id, the shorter first because Asterisk counts
  /// calls without leading zeros.
  static final Comparator<Ticket> BY_PLACE =
      Comparator.comparing((Ticket ticket) -> ticket.effective)
          .thenComparingInt(ticket -> ticket.call.value().length())
          .thenComparing(ticket -> ticket.call);

  /// What is fixed for a ticket's life.
  ///
  /// @param joinedAt when we first heard of it
  /// @param since when the caller reached the line
  /// @param diverted whether the defence diverted the call when it reached the line; whether it
  ///   still counts is the ticket's [Diversion]
  record Facts(
      TicketId id,
      CallId call,
      QueueName queue,
      String language,
      SkillSet needs,
      PhoneNumber caller,
      Instant since,
      Instant joinedAt,
      boolean diverted) {}

  /// An offer that is no longer the current one.
  ///
  /// @param over whether Asterisk said that it ended; if not, it may still turn out to have
  ///   connected
  record PastOffer(OfferId id, AgentId agent, boolean over) {}

  final Facts facts;
  final TicketId id;
  final CallId call;

  final Deque<PastOffer> past = new ArrayDeque<>();
  final LinkedHashMap<AgentId, Instant> coolOffs = new LinkedHashMap<>();
  String channel;
  private Instant effective;
  private Diversion diversion;
  TicketState state = TicketState.AWAY;
  @Nullable Offer offer;
  int offersMade;

  /// HAZARD: changes only while the ticket is in none of the lines, for they count by it.
  PatienceClass patience = PatienceClass.PERSON;

  /// When the state changed last.
  Instant changedAt;

  /// When the caller was last heard from in the wait loop.
  Instant seenInLineAt;

  /// The range told at joining, counted from `since`.
  @Nullable PredictedWait firstTold;

  /// Reaching the line until the first talk; null before it.
  @Nullable Duration waitedForAgent;

  @Nullable AgentId lastAgent;

  Ticket(Facts facts, String channel, Instant effective, Diversion diversion) {
    this.facts = facts;
    this.id = facts.id();
    this.call = facts.call();
    this.channel = channel;
    this.effective = effective;
    this.diversion = diversion;
    this.changedAt = facts.joinedAt();
    this.seenInLineAt = facts.joinedAt();
  }

  /// The join time that orders the line: priority is time credit.
  Instant effective() {
    return effective;
  }

  /// How much earlier than joined the caller stands, in seconds; negative for later.
  double creditSeconds() {
    return Duration.between(effective, facts.joinedAt()).toMillis() / 1000.0;
  }

  Diversion diversion() {
    return diversion;
  }

  boolean isUnheard() {
    return diversion == Diversion.UNHEARD;
  }

  /// Comes nearer to the normal line; in it, the caller has the place of everybody who reached the
  /// line at that moment. HAZARD: only [Tickets] may call it, while the ticket is in none of its
  /// lines, for they are ordered by it.
  void come(Diversion nearer) {
    diversion = nearer;
    if (nearer == Diversion.NONE) {
      effective = facts.since();
    }
  }

  /// Whether Asterisk said that this offer is over, or it is too old to be remembered.
  boolean isOver(OfferId offerId) {
    if (offer != null && offer.id.equals(offerId)) {
      return false;
    }
    for (PastOffer earlier : past) {
      if (earlier.id().equals(offerId)) {
        return earlier.over();
      }
    }
    return true;
  }

  void remember(OfferId offerId, AgentId agent, boolean over) {
    past.removeIf(earlier -> earlier.id().equals(offerId));
    past.addLast(new PastOffer(offerId, agent, over));
    if (past.size() > MAX_PAST_OFFERS) {
      past.removeFirst();
    }
  }

  @Nullable AgentId agentOf(OfferId offerId) {
    for (PastOffer earlier : past) {
      if (earlier.id().equals(offerId)) {
        return earlier.agent();
      }
    }
    return null;
  }

  void coolOff(AgentId agent, Instant until) {
    coolOffs.remove(agent);
    coolOffs.put(agent, until);
    if (coolOffs.size() > MAX_COOL_OFFS) {
      coolOffs.pollFirstEntry();
    }
  }

  boolean isCoolingOff(AgentId agent, Instant now) {
    @Nullable Instant until = coolOffs.get(agent);
    return until != null && now.isBefore(until);
  }

  Duration waitedUntil(Instant end) {
    Duration waited = Duration.between(facts.since(), end);
    return waited.isNegative() ? Duration.ZERO : waited;
  }
}
