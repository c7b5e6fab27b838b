package org.ringfence.desktop.board;

import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.QueueDayView;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.TicketOutcome;

/// How a queue's callers of one day fared. Callbacks are left out: they wait without a telephone at
/// the ear.
final class QueueDay {

  private final IntervalRules rules;
  private int served;
  private int inTime;
  private int abandoned;
  private int abandonedShort;

  QueueDay(IntervalRules rules) {
    this.rules = rules;
  }

  /// Whether it counts.
  boolean on(TicketClosed closed) {
    if (closed.callback()) {
      return false;
    }
    if (closed.outcome() == TicketOutcome.SERVED) {
      served++;
      inTime += closed.waited().compareTo(rules.answerWithin()) <= 0 ? 1 : 0;
      return true;
    }
    if (closed.outcome() == TicketOutcome.ABANDONED) {
      abandoned++;
      abandonedShort += closed.waited().compareTo(rules.shortAbandon()) < 0 ? 1 : 0;
      return true;
    }
    return false;
  }

  QueueDayView view() {
    return new QueueDayView(
        served,
        inTime,
        abandoned,
        abandonedShort,
        rules.answerWithin().toSeconds(),
        share(inTime, served + abandoned - abandonedShort),
        share(abandoned, served + abandoned));
  }

  private static @Nullable Double share(int part, int of) {
    return of == 0 ? null : (double) part / of;
  }
}
