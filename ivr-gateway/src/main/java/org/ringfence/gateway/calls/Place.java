package org.ringfence.gateway.calls;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketId;

/// What a call asks of the line.
///
/// @param ticket the place held already, or null
/// @param since when the caller reached the line
public record Place(
    PoolName pool,
    QueueName queue,
    @Nullable TicketId ticket,
    Instant since,
    String language,
    List<Skill> skills,
    boolean diverted) {

  public Place {
    skills = List.copyOf(skills);
  }

  Place with(TicketId placed) {
    return new Place(pool, queue, placed, since, language, skills, diverted);
  }
}
