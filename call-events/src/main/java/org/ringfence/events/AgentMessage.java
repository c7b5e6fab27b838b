package org.ringfence.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What concerns agents on their way to the queue manager.
public sealed interface AgentMessage extends Message {

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

  /// An agent, or a supervisor for one, asks for a state.
  ///
  /// @param wanted READY, PAUSED or SIGNED_OUT; during a talk it takes effect after it
  /// @param reason why paused; may be empty
  /// @param by the supervisor who asks in the agent's place; null when the agent asks
  /// @param session the sign-in that asks: one page of the agent's. Of two the newer counts, see
  ///   [LineDecision.SignInReplaced]; null where sign-ins are not told apart
  record ChangeAgentState(
      AgentId agent,
      Instant at,
      PoolName pool,
      AgentState wanted,
      String reason,
      @Nullable String by,
      @Nullable String session)
      implements AgentMessage {
    public ChangeAgentState {
      if (wanted != AgentState.READY
          && wanted != AgentState.PAUSED
          && wanted != AgentState.SIGNED_OUT) {
        throw new IllegalArgumentException("an agent cannot ask for " + wanted);
      }
    }

    /// A wish of the agent's own.
    public ChangeAgentState(
        AgentId agent, Instant at, PoolName pool, AgentState wanted, String reason) {
      this(agent, at, pool, wanted, reason, null, null);
    }
  }

  /// The agent's phone can, or can no longer, be reached.
  ///
  /// @param node the `systemname` of the Asterisk that says so: each node speaks for itself. Null
  ///   in records of earlier releases, and where there is one node without a name
  record AgentPhoneChanged(
      AgentId agent, Instant at, PoolName pool, boolean reachable, @Nullable String node)
      implements AgentMessage {

    /// As earlier releases said it.
    public AgentPhoneChanged(AgentId agent, Instant at, PoolName pool, boolean reachable) {
      this(agent, at, pool, reachable, null);
    }
  }

  /// An agent said in wrap-up what a talk came to. Said again, the later one counts. The queue
  /// manager passes it over; it is told here to stand in order with the talk.
  ///
  /// @param disposition one of the site's words; empty for none
  /// @param note for people, without line ends; empty for none
  record DispositionGiven(
      AgentId agent,
      Instant at,
      PoolName pool,
      TicketId ticket,
      CallId call,
      QueueName queue,
      String disposition,
      String note)
      implements AgentMessage {

    /// The longest note, in characters.
    public static final int MAX_NOTE = 400;
  }

  /// An agent passes the caller whom this agent talks to on to a queue of the same pool, or to
  /// other skills. The caller keeps the place.
  ///
  /// @param skills what is needed from now on, without the language; null leaves the needs as they
  ///   are
  /// @param to the one agent who is to have the caller; null for whoever serves the queue, and in
  ///   records of earlier releases
  record TransferCaller(
      AgentId agent,
      Instant at,
      PoolName pool,
      QueueName queue,
      @Nullable List<Skill> skills,
      @Nullable AgentId to)
      implements AgentMessage {
    public TransferCaller {
      skills = skills == null ? null : List.copyOf(skills);
    }

    /// To whoever serves the queue.
    public TransferCaller(
        AgentId agent, Instant at, PoolName pool, QueueName queue, List<Skill> skills) {
      this(agent, at, pool, queue, skills, null);
    }
  }

  /// An agent, or a supervisor, brings somebody into the talk of this agent.
  ///
  /// @param name the key in the settings of a number outside, the language of an interpreter, the
  ///   colleague, or the account of a supervisor
  /// @param phone whose phone rings; null exactly for those who are reached by the trunk
  record BringIn(
      AgentId agent,
      Instant at,
      PoolName pool,
      PartyKind kind,
      String name,
      @Nullable AgentId phone)
      implements AgentMessage {
    public BringIn {
      if (kind.isOutside() != (phone == null)) {
        throw new IllegalArgumentException("a phone is needed exactly inside, not for " + kind);
      }
    }
  }

  /// An agent, or a supervisor, sends somebody out of the talk of this agent.
  record SendOut(AgentId agent, Instant at, PoolName pool, OfferId party) implements AgentMessage {}

  /// An agent ends the private word with a [PartyKind#CONSULTED] colleague: all three talk.
  record LetJoin(AgentId agent, Instant at, PoolName pool, OfferId party) implements AgentMessage {}

  /// What the gateway saw happen to somebody who is to join a talk and is no colleague, of whom it
  /// tells by [OfferEvent]s.
  ///
  /// @param agent the one whose talk it is
  /// @param why why it failed, in words; empty otherwise
  record PartyChanged(
      OfferId party,
      Instant at,
      PoolName pool,
      TicketId ticket,
      AgentId agent,
      PartyState state,
      String why)
      implements AgentMessage {}

  /// An agent asks something of the recording of the talk in progress; without a talk it is passed
  /// over.
  record ChangeRecording(AgentId agent, Instant at, PoolName pool, RecordingWish wish)
      implements AgentMessage {}
}
