package org.ringfence.queue.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// Who may serve a queue's callers, by how long they have waited: the queue's widening, and the
/// moments at which agents reserved for other queues come to help.
final class Stages {

  /// What holds from some time on.
  ///
  /// @param after the time waited
  /// @param level how well an agent must have each skill
  /// @param waived skills that are no longer needed
  /// @param released the queues whose reserved agents help
  record Stage(Duration after, int level, Set<Skill> waived, Set<QueueName> released) {}

  private final List<Stage> stages;

  private Stages(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /// @param all the rules of every queue of the pool
  static Stages of(QueueName queue, QueueRules rules, Map<QueueName, QueueRules> all) {
    TreeSet<Duration> moments = new TreeSet<>();
    moments.add(Duration.ZERO);
    rules.widening().forEach(step -> moments.add(step.after()));
    all.forEach((name, other) -> {
      @Nullable Duration helps = other.reserve().others();
      if (helps != null && !name.equals(queue)) {
        moments.add(helps);
      }
    });
    List<Stage> stages = new ArrayList<>();
    for (Duration moment : moments) {
      int level = rules.level();
      Set<Skill> waived = Set.of();
      for (QueueRules.Widening step : rules.widening()) {
        if (step.after().compareTo(moment) <= 0) {
          level = step.level();
          waived = step.waived();
        }
      }
      TreeSet<QueueName> released = new TreeSet<>();
      all.forEach((name, other) -> {
        @Nullable Duration helps = other.reserve().others();
        if (helps != null && helps.compareTo(moment) <= 0) {
          released.add(name);
        }
      });
      stages.add(new Stage(moment, level, waived, released));
    }
    return new Stages(stages);
  }

  Stage get(int index) {
    return stages.get(index);
  }

  /// The stage of a caller who has waited so long.
  int indexAt(Duration waited) {
    int index = 0;
    while (index + 1 < stages.size() && stages.get(index + 1).after.compareTo(waited) <= 0) {
      index++;
    }
    return index;
  }

  /// When the stage after this one begins, or null when it is the last.
  @Nullable Duration nextAfter(int index) {
    return index + 1 < stages.size() ? stages.get(index + 1).after : null;
  }
}
