package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.QueueClosed;
import org.ringfence.events.LineDecision.QueueOpened;

/// Opens and closes the queues by their calendars, and says so.
final class Hours {

  private final Line line;
  private boolean started;

  Hours(Line line) {
    this.line = line;
  }

  /// Time came to be known, at the beginning or after a restart: says of each queue how it is, when
  /// this is news.
  void start() {
    if (!started) {
      started = true;
      line.tickets.queues().forEach(this::look);
    }
  }

  /// Looks at a queue's calendar, and plans the next look.
  void look(QueueLine queue) {
    boolean open = queue.rules.hours().isOpen(line.now);
    @Nullable Instant change = queue.rules.hours().nextChange(line.now);
    queue.changesAt = change;
    if (change != null) {
      line.timers.schedule(Timers.Kind.HOURS, queue.name.value(), change);
    }
    @Nullable Boolean was = queue.open;
    queue.open = open;
    // A queue that never closes has nothing to say of it.
    boolean news = was == null ? change != null || !open : was != open;
    if (news) {
      line.say(
          open
              ? new QueueOpened(queue.name, line.now, line.pool, change)
              : new QueueClosed(queue.name, line.now, line.pool, change, queue.inLine()));
    }
  }

  /// Whether a caller who reached a queue at a moment is taken: who came while it was open keeps
  /// the right to a place, however late we hear of it.
  boolean takes(QueueLine queue, Instant since) {
    if (queue.open == null) {
      look(queue);
    }
    return Boolean.TRUE.equals(queue.open) || queue.rules.hours().isOpen(since);
  }
}
