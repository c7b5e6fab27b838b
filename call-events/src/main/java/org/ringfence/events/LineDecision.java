package org.ringfence.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment.SkillLevel;

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
  /// @param kept whether this is a place that an earlier call of this caller had, and `ticket` its
  ///   name
  /// @param since when the caller reached the line, with the earlier call if there was one; null in
  ///   records of earlier releases
  /// @param options null in records of earlier releases
  record TicketPlaced(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      int position,
      @Nullable PredictedWait predicted,
      boolean kept,
      @Nullable Instant since,
      @Nullable CallerOptions options)
      implements LineDecision {}

  /// The answer to [CallEvent.WaitAsked].
  ///
  /// @param position 1 for the next to be served, 0 when an agent's phone rings for the caller at
  ///   this moment
  /// @param options null in records of earlier releases
  record WaitTold(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      int position,
      @Nullable PredictedWait predicted,
      @Nullable CallerOptions options)
      implements LineDecision {}

  /// The caller's call is lost and the place is kept for a while.
  ///
  /// @param call the call that was lost
  /// @param until when the ticket ends if the caller does not come back
  record TicketHeld(
      TicketId ticket, CallId call, Instant at, PoolName pool, QueueName queue, Instant until)
      implements LineDecision {}

  /// A talk is to end and its caller to go back into line, at the old place of another queue or
  /// under other needs.
  ///
  /// @param offer the talk's
  record TicketTransferred(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      OfferId offer,
      AgentId agent,
      QueueName from,
      QueueName to)
      implements LineDecision {}

  /// The recording of a talk is to change. Idempotent.
  ///
  /// @param offer the talk's
  record RecordingOrdered(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      OfferId offer,
      AgentId agent,
      RecordingWish wish)
      implements LineDecision {}

  /// How the recording of a talk stands, as Asterisk's node said in [OfferEvent.RecordingChanged].
  record RecordingStated(
      OfferId offer,
      Instant at,
      PoolName pool,
      TicketId ticket,
      AgentId agent,
      RecordingState state)
      implements LineDecision {}

  /// The answer to [CallEvent.CallbackAsked] and [CallEvent.DoorCallbackAsked].
  record CallbackTold(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      CallbackAnswer answer)
      implements LineDecision {}

  /// Call a caller back. Idempotent by `call`.
  ///
  /// @param call the unique id that the leg is to get
  /// @param line whose number the caller sees
  /// @param since when the caller reached the line
  /// @param ringTime how long the caller's phone rings
  record DialCallback(
      TicketId ticket,
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      LineId line,
      PhoneNumber number,
      String language,
      Instant since,
      Duration ringTime)
      implements LineDecision {}

  /// Stop calling this caller back, unless the key was pressed.
  record StopCallback(TicketId ticket, CallId call, Instant at, PoolName pool)
      implements LineDecision {}

  /// Ring this agent's phone for this caller.
  ///
  /// @param freeSince when the agent became free, or when the caller came if that was later
  /// @param why the sentence that explains this choice to the agent
  /// @param story what happened to the ticket before, the eldest first; null in records of earlier
  ///   releases
  /// @param assignment the same for programs; null in records of earlier releases
  /// @param joins the talk that the agent joins as a colleague, whose caller nobody else loses;
  ///   null for a caller who waits
  /// @param joinsAs [PartyKind#CONSULTED] when the two have a private word first; null for a caller
  ///   who waits, and in records of earlier releases
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
      String why,
      @Nullable List<TicketEpisode> story,
      @Nullable Assignment assignment,
      @Nullable OfferId joins,
      @Nullable PartyKind joinsAs)
      implements LineDecision {
    public OfferCall {
      story = story == null ? null : List.copyOf(story);
    }

    /// For a caller who waits.
    public OfferCall(
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
        String why,
        @Nullable List<TicketEpisode> story,
        @Nullable Assignment assignment) {
      this(
          offer,
          ticket,
          call,
          channel,
          agent,
          at,
          pool,
          queue,
          language,
          ringTime,
          waited,
          freeSince,
          why,
          story,
          assignment,
          null,
          null);
    }

    /// As earlier releases said it.
    public OfferCall(
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
        String why,
        @Nullable List<TicketEpisode> story) {
      this(
          offer, ticket, call, channel, agent, at, pool, queue, language, ringTime, waited,
          freeSince, why, story, null);
    }
  }

  /// Call somebody who is no colleague into a talk. Idempotent by `party`.
  ///
  /// @param party the unique id that the leg is to get
  /// @param agent whose talk it is
  /// @param talk the offer of that talk
  /// @param name as in [AgentMessage.BringIn]
  /// @param phone whose phone rings; null for those who are reached by the trunk
  /// @param language the caller's
  /// @param told whether agent and caller are to be told first
  record CallParty(
      OfferId party,
      TicketId ticket,
      CallId call,
      String channel,
      AgentId agent,
      OfferId talk,
      Instant at,
      PoolName pool,
      PartyKind kind,
      String name,
      @Nullable AgentId phone,
      String language,
      Duration ringTime,
      boolean told)
      implements LineDecision {}

  /// Send somebody out of a talk, or stop calling.
  record EndParty(
      OfferId party, TicketId ticket, CallId call, AgentId agent, Instant at, PoolName pool)
      implements LineDecision {}

  /// Have a colleague with whom the agent has a private word join the talk, and the caller hear
  /// both.
  record JoinParty(
      OfferId party, TicketId ticket, CallId call, AgentId agent, Instant at, PoolName pool)
      implements LineDecision {}

  /// Who is in a talk beside agent and caller, or on the way there; said at each change.
  ///
  /// @param agent whose talk it is
  /// @param parties those who are in it, in the order of being asked for, and those whose failing
  ///   or leaving is the news
  record TalkPartiesChanged(
      TicketId ticket, CallId call, AgentId agent, Instant at, PoolName pool, List<Party> parties)
      implements LineDecision {
    public TalkPartiesChanged {
      parties = List.copyOf(parties);
    }
  }

  /// Somebody in a talk beside agent and caller.
  ///
  /// @param since when the state began
  /// @param why why it failed, in words; empty otherwise
  record Party(
      OfferId party, PartyKind kind, String name, PartyState state, Instant since, String why) {}

  /// What an agent asked for about a talk is not done.
  ///
  /// @param why in words for the agent
  record TalkRequestRefused(AgentId agent, Instant at, PoolName pool, String why)
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
  /// @param callback whether the caller was waiting to be called back, or was: such waits are told
  ///   apart from those with a telephone at the ear
  record TicketClosed(
      TicketId ticket,
      Instant at,
      PoolName pool,
      QueueName queue,
      TicketOutcome outcome,
      Duration waited,
      @Nullable PredictedWait firstTold,
      @Nullable AgentId agent,
      boolean callback)
      implements LineDecision {}

  /// An agent's state changed, or it is said again because the phone came or went.
  ///
  /// @param ticket whom the agent rings for or talks to, or null
  /// @param since since when the agent is in this state; null in records of earlier releases
  /// @param was the state before; null when it is the same state that is said again
  /// @param lasted how long the agent was in that state; null exactly when `was` is
  /// @param by the supervisor who asked for it; null when nobody but the agent did
  record AgentStateChanged(
      AgentId agent,
      Instant at,
      PoolName pool,
      AgentState state,
      boolean phoneReachable,
      String reason,
      @Nullable TicketId ticket,
      @Nullable Instant since,
      @Nullable AgentState was,
      @Nullable Duration lasted,
      @Nullable String by)
      implements LineDecision {

    /// As earlier releases said it.
    public AgentStateChanged(
        AgentId agent,
        Instant at,
        PoolName pool,
        AgentState state,
        boolean phoneReachable,
        String reason,
        @Nullable TicketId ticket) {
      this(agent, at, pool, state, phoneReachable, reason, ticket, null, null, null, null);
    }
  }

  /// An agent signed in a second time, so an earlier sign-in no longer counts. Also the answer to
  /// whatever the earlier one still asks for, which is not done.
  ///
  /// @param session the sign-in that counts
  /// @param replaced the one that does not
  record SignInReplaced(AgentId agent, Instant at, PoolName pool, String session, String replaced)
      implements LineDecision {}

  /// An agent's skills are others than before; said again after a restart, as long as they are not
  /// those of the settings.
  ///
  /// @param skills all that the agent has
  /// @param configured whether they are those of the settings
  record SkillsChanged(
      AgentId agent,
      Instant at,
      PoolName pool,
      List<SkillLevel> skills,
      boolean configured,
      String author,
      String reason)
      implements LineDecision {
    public SkillsChanged {
      skills = List.copyOf(skills);
    }
  }

  /// An administrator closed a queue, or it follows its hours again; said again after a restart, as
  /// long as it is closed so.
  ///
  /// @param until null: it follows its hours
  /// @param author empty when its time was over
  record QueueClosureChanged(
      QueueName queue,
      Instant at,
      PoolName pool,
      @Nullable Instant until,
      String author,
      String reason)
      implements LineDecision {}

  /// A queue takes callers from now on.
  ///
  /// @param closes when it will no more; null when that is not in sight
  record QueueOpened(QueueName queue, Instant at, PoolName pool, @Nullable Instant closes)
      implements LineDecision {}

  /// A queue takes no more callers; those who wait are served on.
  ///
  /// @param opens when it will again; null when that is not in sight
  /// @param waiting callers who still wait in it
  record QueueClosed(
      QueueName queue, Instant at, PoolName pool, @Nullable Instant opens, int waiting)
      implements LineDecision {}

  /// The answer to a [CallEvent.QueueReached] for a queue that is closed or full: there is no
  /// place, and the caller is to be told so.
  ///
  /// @param opens when a closed queue opens next; null when that is not in sight
  /// @param full whether the queue is open and has as many callers in line as it takes
  /// @param callback whether the caller of a closed queue may choose to be called when it opens;
  ///   null in records of earlier releases
  record CallerTurnedAway(
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      @Nullable Instant opens,
      boolean full,
      @Nullable Boolean callback)
      implements LineDecision {

    /// Away from a closed queue.
    public CallerTurnedAway(
        CallId call, Instant at, PoolName pool, QueueName queue, @Nullable Instant opens) {
      this(call, at, pool, queue, opens, false, null);
    }

    /// Away from a full queue.
    public static CallerTurnedAway full(CallId call, Instant at, PoolName pool, QueueName queue) {
      return new CallerTurnedAway(call, at, pool, queue, null, true, null);
    }
  }

  /// A queue's callers may from now on be served by agents of other queues too, because its
  /// predicted wait is too long; or no longer.
  ///
  /// @param to the queues that help
  /// @param predicted what the queue's own agents would take for the next caller; null when none of
  ///   them is on duty
  record OverflowChanged(
      QueueName queue,
      Instant at,
      PoolName pool,
      boolean active,
      List<QueueName> to,
      @Nullable Duration predicted)
      implements LineDecision {
    public OverflowChanged {
      to = List.copyOf(to);
    }
  }

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
  /// @param callbacks callers who are to be called back; they are in none of the other figures
  /// @param oldestCallback how long the one of them has waited who waits longest; null when there
  ///   is none
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
      int callbacks,
      @Nullable Duration oldestCallback,
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
