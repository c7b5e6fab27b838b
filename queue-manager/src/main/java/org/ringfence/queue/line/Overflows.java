package org.ringfence.queue.line;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.OverflowChanged;
import org.ringfence.events.PredictedWait;

/// Lets agents of other queues help while a queue's predicted wait is too long.
///
/// What counts is the wait that the queue's own agents would take for the next caller: help that
/// comes must not end the reason for which it came.
final class Overflows {

  private final Line line;
  private final Predictions predictions;

  Overflows(Line line, Predictions predictions) {
    this.line = line;
    this.predictions = predictions;
  }

  /// Looks at a queue's wait; whether more callers may be offered now than before.
  ///
  /// @param ofNext what the next caller would be told just now, null when it cannot be said
  boolean look(QueueLine queue, @Nullable PredictedWait ofNext) {
    QueueRules.@Nullable Overflow rules = queue.rules.overflow();
    if (rules == null) {
      return false;
    }
    @Nullable PredictedWait own = queue.overflowing ? predictions.ofNextIn(queue, false) : ofNext;
    @Nullable Duration wait = own == null ? null : own.expected();
    Duration limit = queue.overflowing ? rules.until() : rules.above();
    // Nobody waits for whom to get help; with nobody on duty the wait has no end.
    boolean helped = queue.waitingCount() > 0 && (wait == null || wait.compareTo(limit) > 0);
    if (helped == queue.overflowing) {
      return false;
    }
    line.tickets.setOverflowing(queue, helped);
    line.say(new OverflowChanged(queue.name, line.now, line.pool, helped, rules.inOrder(), wait));
    return helped;
  }
}
