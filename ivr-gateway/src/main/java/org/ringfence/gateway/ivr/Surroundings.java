package org.ringfence.gateway.ivr;

import java.util.Map;
import java.util.Set;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

/// What a flow may refer to.
///
/// @param queues the queues that exist
/// @param skills the skills that some agent has
/// @param calendars by name
/// @param prompts the prompts that exist
public record Surroundings(
    Set<QueueName> queues,
    Set<Skill> skills,
    Map<String, Calendar> calendars,
    PromptCatalogue prompts) {
  public Surroundings {
    queues = Set.copyOf(queues);
    skills = Set.copyOf(skills);
    calendars = Map.copyOf(calendars);
  }
}
