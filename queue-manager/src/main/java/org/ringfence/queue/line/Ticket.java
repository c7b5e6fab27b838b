package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.PatienceClass;

/// A caller's place in line.
///
/// INVARIANT: `offer` is set in the states OFFERED and TALKING, in CALLBACK_DIALED when an agent is
/// kept free for the caller, and in no other; and then `offer.agent.offer` is the same object.
final class Ticket {

  /// Earlier offers that are remembered; what is older counts as over.
  static final int MAX_PAST_OFFERS = 32;

  /// Misses that are remembered; the eldest is forgotten first.
  static final int MAX_COOL_OFFS = 32;

  /// Episodes that are remembered; the eldest is forgotten first.
  static final int MAX_EPISODES = 12;

  /// By effective join time; among equals by the id of the first call, the shorter first because
  /// Asterisk counts calls without leading zeros.
  static final Comparator<Ticket> BY_PLACE = Ticket::comparePlaces;

  /// What is fixed but for a transfer, and for what a caller chooses who comes back.
  ///
  /// @param call the first call that held it
  /// @param joinedAt when we first heard of it
  /// @param since when the caller reached the line
  /// @param diverted whether the defence diverted the call when it reached the line; whether it
  ///   still counts is the ticket's [Diversion]
  /// @param credit priority of queue and caller: stands as if it had come so much earlier; null for
  ///   none, and in states of earlier releases
  record Facts(
      TicketId id,
      CallId call,
      QueueName queue,
      String language,
      SkillSet needs,
      PhoneNumber caller,
      Instant since,
      Instant joinedAt,
      boolean diverted,
      @Nullable Duration credit) {

    /// The place in the normal line.
    Instant place() {
      return credit == null ? since : since.minus(credit);
    }

    Facts with(QueueName otherQueue, String otherLanguage, SkillSet otherNeeds) {
      return new Facts(
          id,
          call,
          otherQueue,
          otherLanguage,
          otherNeeds,
          caller,
          since,
          joinedAt,
          diverted,
          credit);
    }
  }

  /// Who holds the place, as far as the network and the defence know.
  ///
  /// @param number E.164; empty when it was withheld or is none
  /// @param code four digits that name the place; empty when it has none
  /// @param heard whether any sound or key came before the line
  record Holder(
      String number,
      Attestation attestation,
      LineId line,
      String code,
      double machineOdds,
      boolean heard) {

    /// Of states of earlier releases, which give no place back.
    static final Holder UNKNOWN =
        new Holder("", Attestation.UNSIGNED, new LineId("0"), "", 0, false);
  }

  /// A place without a call.
  ///
  /// @param lostAt when the call was lost
  /// @param until when the ticket ends
  /// @param byCrash whether Asterisk broke and not the caller hung up
  record Held(Instant lostAt, Instant until, boolean byCrash) {}

  /// An offer that is no longer the current one.
  ///
  /// @param over whether Asterisk said that it ended; if not, it may still turn out to have
  ///   connected
  record PastOffer(OfferId id, AgentId agent, boolean over) {}

  final TicketId id;
  Facts facts;
  Holder holder;

  /// The call that holds the place, or the last one that did.
  private CallId call;

  private String node;

  final Deque<TicketEpisode> story = new ArrayDeque<>();
  final Deque<PastOffer> past = new ArrayDeque<>();
  final LinkedHashMap<AgentId, Instant> coolOffs = new LinkedHashMap<>();
  String channel;
  private Instant effective;
  private Diversion diversion;
  TicketState state = TicketState.AWAY;
  @Nullable Offer offer;
  int offersMade;

  /// Attempts to call the caller back, also those of earlier promises: each is a call of its own.
  int dialsMade;

  /// With whom the caller waits; set exactly while the ticket has a turn, by [Tickets].
  @Nullable NeedGroup group;

  /// How far the search for an agent has widened; index into the queue's [Stages].
  int stage;

  /// When it comes to the next stage; set and used by [Timers] alone.
  Timers.@Nullable Timer stageTimer;

  /// When the state changed last.
  Instant changedAt;

  /// When the caller was last heard from in the wait loop.
  Instant seenInLineAt;

  /// The range told at joining, counted from `since`.
  @Nullable PredictedWait firstTold;

  /// Reaching the line until the first talk; null before it.
  @Nullable Duration waitedForAgent;

  @Nullable AgentId lastAgent;

  /// Set exactly in the state GRACE.
  @Nullable Held held;

  /// Set from the wish to the end, also when the caller is back in line.
  @Nullable Callback callback;

  /// Who is in the talk beside agent and caller, see [Parties].
  final List<Party> parties = new ArrayList<>();

  /// The agent to whom the caller is passed on and who is asked first; null for anybody. HAZARD:
  /// only [Line#destine] may change it.
  @Nullable AgentId destined;

  /// Codes that were keyed with this place, and those that were keyed for it by others.
  int codeTries;

  Ticket(Facts facts, Holder holder, String channel, Instant effective, Diversion diversion) {
    this.facts = facts;
    this.holder = holder;
    this.id = facts.id();
    this.call = facts.call();
    this.node = nodeOf(call);
    this.channel = channel;
    this.effective = effective;
    this.diversion = diversion;
    this.changedAt = facts.joinedAt();
    this.seenInLineAt = facts.joinedAt();
  }

  private static int comparePlaces(Ticket one, Ticket other) {
    int order = one.effective.compareTo(other.effective);
    if (order != 0 || one == other) {
      return order;
    }
    CallId first = one.facts.call;
    CallId second = other.facts.call;
    order = Integer.compare(first.value().length(), second.value().length());
    return order == 0 ? first.compareTo(second) : order;
  }

  CallId call() {
    return call;
  }

  /// HAZARD: only [Tickets] may call it, which finds tickets by their calls.
  void holdBy(CallId other) {
    call = other;
    node = nodeOf(other);
  }

  /// The name of the Asterisk that has the call, with which its id begins; empty where it has none.
  String node() {
    return node;
  }

  static String nodeOf(CallId call) {
    int end = call.value().indexOf('-');
    return end < 0 ? "" : call.value().substring(0, end);
  }

  void tell(Instant at, TicketEpisode.Kind kind, String detail) {
    story.addLast(new TicketEpisode(at, kind, detail));
    if (story.size() > MAX_EPISODES) {
      story.removeFirst();
    }
  }

  /// The join time that orders the line: priority is time credit.
  Instant effective() {
    return effective;
  }

  /// With whom this caller hangs up alike, as far as can be told.
  PatienceClass patience() {
    return state == TicketState.CALLBACK_DUE
        ? PatienceClass.CALLBACK
        : PatienceClass.of(holder.machineOdds());
  }

  /// How much earlier than joined the caller stands, in seconds; negative for later.
  double creditSeconds() {
    return Duration.between(effective, facts.joinedAt()).toMillis() / 1000.0;
  }

  long placeMillis() {
    return effective.toEpochMilli();
  }

  long joinedMillis() {
    return facts.joinedAt().toEpochMilli();
  }

  Diversion diversion() {
    return diversion;
  }

  /// Whether the caller was promised a call just now, and may still hear it said.
  boolean mayHearThePromise(Instant now) {
    return state == TicketState.CALLBACK_LATER
        && callback != null
        && callback.attempts() == 0
        && now.isBefore(changedAt.plus(CallbackDesk.SETTLE));
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
      effective = facts.place();
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
