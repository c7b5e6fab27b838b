package org.ringfence.gateway.calls;

import java.time.Duration;
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
/// @param credit the caller stands as if come so much earlier
public record Place(
    PoolName pool,
    QueueName queue,
    @Nullable TicketId ticket,
    Instant since,
    String language,
    List<Skill> skills,
    Duration credit,
    Standing standing) {

  /// How the defence let the caller into the line.
  ///
  /// @param diverted waits with low priority
  /// @param machineOdds natural logarithm of P(machine) / P(person), as the detector had it
  /// @param heard whether any sound or key came from the caller
  public record Standing(boolean diverted, double machineOdds, boolean heard) {

    /// Odds from which what was heard before the line is taken for a machine's: 98 in 100.
    private static final double SURELY = 4;

    /// Whether a sound or key from now on lets the caller pass to the normal line.
    boolean mayPass() {
      return diverted && !(heard && machineOdds >= SURELY);
    }

    /// The same caller, of whom a key or a sound came.
    public Standing asHeard() {
      return new Standing(diverted, machineOdds, true);
    }

    /// Like everybody.
    public static final Standing ORDINARY = new Standing(false, 0, true);

    /// A diverted caller of whom the odds are no longer known.
    public static final Standing DIVERTED = new Standing(true, 0, false);
  }

  public Place {
    skills = List.copyOf(skills);
  }

  Place with(TicketId placed, Instant reachedAt) {
    return new Place(pool, queue, placed, reachedAt, language, skills, credit, standing);
  }

  /// The same, spoken to in another language.
  public Place in(String other) {
    return new Place(pool, queue, ticket, since, other, skills, credit, standing);
  }

  public Place with(Standing other) {
    return new Place(pool, queue, ticket, since, language, skills, credit, other);
  }
}
