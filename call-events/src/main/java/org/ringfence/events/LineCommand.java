package org.ringfence.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment.SkillLevel;

/// What an administrator changes about a pool while it runs. It holds over restarts, until it is
/// changed again or its time is over.
public sealed interface LineCommand extends Message {

  PoolName pool();

  /// The account that changes it.
  String author();

  @Override
  default Topic topic() {
    return Topic.ROUTING;
  }

  @Override
  default String key() {
    return pool().value();
  }

  /// An agent has other skills from now on. A talk that goes on is not touched.
  ///
  /// @param skills all that the agent has from now on; null: those of the settings again
  record ChangeSkills(
      AgentId agent,
      Instant at,
      PoolName pool,
      @Nullable List<SkillLevel> skills,
      String author,
      String reason)
      implements LineCommand {
    public ChangeSkills {
      skills = skills == null ? null : List.copyOf(skills);
    }
  }

  /// A queue takes no callers until a moment, whatever its hours; who waits is served on.
  record CloseQueue(
      QueueName queue, Instant at, PoolName pool, Instant until, String author, String reason)
      implements LineCommand {}

  /// A queue follows its hours again.
  record ReopenQueue(QueueName queue, Instant at, PoolName pool, String author, String reason)
      implements LineCommand {}

  /// There is such an agent from now on, in the place of what the settings say of one of that name.
  /// A talk that goes on is not touched.
  record PutAgent(
      AgentId agent, Instant at, PoolName pool, AgentProfile profile, String author, String reason)
      implements LineCommand {}

  /// There is no such agent any more. It counts for who is signed out only: nobody is taken from a
  /// talk.
  record RemoveAgent(AgentId agent, Instant at, PoolName pool, String author, String reason)
      implements LineCommand {}

  /// An agent is as the settings say again. Where they say nothing, there is none, as with
  /// [RemoveAgent].
  record RestoreAgent(AgentId agent, Instant at, PoolName pool, String author, String reason)
      implements LineCommand {}

  /// A calendar has other hours from now on; said to each pool. Who waits is served on.
  ///
  /// @param hours null: those of the settings again
  record ChangeHours(
      String calendar,
      Instant at,
      PoolName pool,
      @Nullable HoursPlan hours,
      String author,
      String reason)
      implements LineCommand {}
}
