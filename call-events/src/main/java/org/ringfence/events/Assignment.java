package org.ringfence.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Why this caller goes to this agent now.
///
/// @param turn why it is this caller's turn
/// @param since when the caller reached the line
/// @param credit the time credit of the queue and the caller together; negative when a handicap
///   outweighs it
/// @param others how many others wait in the caller's queue
/// @param choice why it is this agent
/// @param idleSince since when the agent is free
/// @param load the agent's share of time with callers lately, 0 to 1
/// @param help how the agent comes to serve this queue
/// @param levels what the caller needs, and how well the agent has it
/// @param waived what the caller asked for and, after the wait, goes without
public record Assignment(
    Turn turn,
    Instant since,
    Duration credit,
    int others,
    Choice choice,
    Instant idleSince,
    double load,
    Help help,
    List<SkillLevel> levels,
    List<Skill> waived) {

  /// Why it is a caller's turn.
  public enum Turn {
    /// First of all whom the agent may serve.
    FIRST_IN_LINE,
    /// The same, diverted at first and heard since.
    HEARD_SINCE,
    /// Diverted, heard before the line, and the turn has come.
    DIVERTED,
    /// Never heard, or surely a machine, and some of the few agents for such callers are free.
    UNHEARD
  }

  /// Why it is an agent.
  public enum Choice {
    LONGEST_IDLE,
    LEAST_OCCUPIED,
    /// Missed this caller a moment ago, and nobody else is free.
    LAST_RESORT
  }

  /// How an agent comes to serve a queue.
  public enum Help {
    /// It is one of the agent's own.
    NONE,
    /// The queue overflows to one of the agent's.
    OVERFLOW,
    /// The agent is reserved for another queue in which nobody waits whom the agent could serve.
    RESERVE_IDLE,
    /// The agent is reserved for another queue, and this caller has waited too long.
    RESERVE_RELEASED
  }

  /// A skill and how well an agent has it, 1 to 10.
  public record SkillLevel(Skill skill, int level) {}

  public Assignment {
    levels = List.copyOf(levels);
    waived = List.copyOf(waived);
  }
}
