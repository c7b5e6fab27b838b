package org.ringfence.queue.line;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

/// How one queue is served.
///
/// @param hours when it takes callers
/// @param credit priority: its callers stand as if they had come so much earlier
/// @param level how well an agent must have each skill that a caller needs, 1 to 10, at first
/// @param widening what is done without after some time, in order of time
/// @param order which of the agents who are free is rung
/// @param overflow when agents of other queues help; null for never
/// @param reserve when agents who are reserved for this queue serve others
/// @param ringTime how long a phone rings for its callers; null for the line's
/// @param wrapUp time after its talks; null for the line's
/// @param mostWaiting callers in line beyond whom no more are taken; 0 for no bound
public record QueueRules(
    Calendar hours,
    Duration credit,
    int level,
    List<Widening> widening,
    AgentOrder order,
    @Nullable Overflow overflow,
    Reserve reserve,
    @Nullable Duration ringTime,
    @Nullable Duration wrapUp,
    int mostWaiting) {

  /// The best a skill can be had.
  public static final int BEST_LEVEL = 10;

  /// More would make positions and predictions meaningless.
  public static final Duration MAX_CREDIT = Duration.ofHours(4);

  /// Steps of widening that a queue may have.
  public static final int MAX_WIDENINGS = 8;

  /// Always open, first come first served, by whoever has the skills.
  public static final QueueRules PLAIN =
      new QueueRules(
          Calendar.always(ZoneOffset.UTC),
          Duration.ZERO,
          1,
          List.of(),
          AgentOrder.LONGEST_IDLE,
          null,
          Reserve.WHEN_IDLE,
          null,
          null,
          0);

  /// Which of the agents who are free is rung.
  public enum AgentOrder {
    LONGEST_IDLE,
    /// Who was least taken up by callers lately, see [Load].
    LEAST_OCCUPIED
  }

  /// What a caller goes without from some time on; it replaces what an earlier step said.
  ///
  /// @param after the time waited, from reaching the line
  /// @param level how well an agent must have each skill from then on
  /// @param waived skills that are no longer needed
  public record Widening(Duration after, int level, Set<Skill> waived) {
    public Widening {
      waived = Set.copyOf(waived);
      requireLevel(level);
    }
  }

  /// Help by agents of other queues.
  ///
  /// @param to the queues whose agents help
  /// @param above from this predicted wait on
  /// @param until down to this one, which is less, so that it does not go on and off
  public record Overflow(Set<QueueName> to, Duration above, Duration until) {
    public Overflow {
      to = Set.copyOf(to);
      if (to.isEmpty() || until.isNegative() || until.compareTo(above) >= 0) {
        throw new IllegalArgumentException("an overflow needs queues, and until below above");
      }
    }

    /// In alphabetical order.
    List<QueueName> inOrder() {
      return List.copyOf(new TreeSet<>(to));
    }
  }

  /// When agents who are reserved for a queue serve others.
  ///
  /// @param whenIdle while nobody waits in this queue whom the agent could serve
  /// @param others callers of other queues who have waited for so long; null for none
  public record Reserve(boolean whenIdle, @Nullable Duration others) {
    static final Reserve WHEN_IDLE = new Reserve(true, null);
  }

  public QueueRules {
    widening = List.copyOf(widening);
    requireLevel(level);
    if (mostWaiting < 0) {
      throw new IllegalArgumentException("a bound on callers in line cannot be negative");
    }
    if (credit.isNegative() || credit.compareTo(MAX_CREDIT) > 0) {
      throw new IllegalArgumentException("credit must be from 0 to " + MAX_CREDIT);
    }
    Duration before = Duration.ZERO;
    for (Widening step : widening) {
      if (step.after.compareTo(before) <= 0) {
        throw new IllegalArgumentException("widening must be in order of time");
      }
      before = step.after;
    }
  }

  /// The same queue, which takes callers at these hours.
  QueueRules withHours(Calendar others) {
    return new QueueRules(
        others, credit, level, widening, order, overflow, reserve, ringTime, wrapUp, mostWaiting);
  }

  /// What is needed at last, when a caller has waited long enough.
  Widening widest() {
    return widening.isEmpty() ? new Widening(Duration.ZERO, level, Set.of()) : widening.getLast();
  }

  private static void requireLevel(int level) {
    if (level < 1 || level > BEST_LEVEL) {
      throw new IllegalArgumentException("a level is 1 to " + BEST_LEVEL + ", not " + level);
    }
  }
}
