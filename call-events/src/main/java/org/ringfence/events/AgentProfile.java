package org.ringfence.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment.SkillLevel;

/// All that is settled about an agent beside the id and the pool.
///
/// @param name shown to colleagues
/// @param skills what the agent has, and how well
/// @param queues the queues of the pool that the agent serves; empty for all of them
/// @param reservedFor the queue that comes first for this agent; null for none
/// @param ringTime how long this agent's phone rings; null for the queue's
/// @param wrapUp time after each talk, whatever the queue; null for the queue's
/// @param shift the calendar by which the agent works; null when it is not known
public record AgentProfile(
    String name,
    List<SkillLevel> skills,
    List<QueueName> queues,
    @Nullable QueueName reservedFor,
    @Nullable Duration ringTime,
    @Nullable Duration wrapUp,
    @Nullable String shift) {

  public AgentProfile {
    skills = List.copyOf(skills);
    queues = List.copyOf(queues);
  }
}
