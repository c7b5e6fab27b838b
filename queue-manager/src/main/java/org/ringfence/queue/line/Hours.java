package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.QueueClosed;
import org.ringfence.events.LineDecision.QueueClosureChanged;
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
      line.tickets.queues().forEach(this::tellClosure);
    }
  }

  /// Closes a queue whatever its hours, or lets it follow them again.
  void close(QueueLine queue, @Nullable Closure closure, String author, String reason) {
    if (closure == null && queue.closure == null) {
      return;
    }
    queue.closure = closure;
    if (closure == null) {
      line.say(new QueueClosureChanged(queue.name, line.now, line.pool, null, author, reason));
    }
    tellClosure(queue);
    look(queue);
  }

  private void tellClosure(QueueLine queue) {
    @Nullable Closure closure = queue.closure;
    if (closure != null) {
      line.say(
          new QueueClosureChanged(
              queue.name,
              line.now,
              line.pool,
              closure.until(),
              closure.author(),
              closure.reason()));
    }
  }

  /// Looks at a queue's calendar, and plans the next look.
  void look(QueueLine queue) {
    @Nullable Closure closure = queue.closure;
    if (closure != null && !closure.holdsAt(line.now)) {
      close(queue, null, "", "its time is over");
      return;
    }
    boolean open = closure == null && queue.rules.hours().isOpen(line.now);
    @Nullable Instant change = nextChange(queue);
    queue.changesAt = open ? change : opens(queue, change);
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
              : new QueueClosed(
                  queue.name, line.now, line.pool, opens(queue, change), queue.inLine()));
    }
  }

  /// When to look next: the end of a closure, or the next change of the hours.
  private @Nullable Instant nextChange(QueueLine queue) {
    @Nullable Closure closure = queue.closure;
    return closure == null ? queue.rules.hours().nextChange(line.now) : closure.until();
  }

  /// When callers are taken again, if that is in sight.
  private @Nullable Instant opens(QueueLine queue, @Nullable Instant change) {
    @Nullable Closure closure = queue.closure;
    if (closure == null || queue.rules.hours().isOpen(closure.until())) {
      return change;
    }
    return queue.rules.hours().nextChange(closure.until());
  }

  /// Whether a caller who reached a queue at a moment is taken: who came while it was open keeps
  /// the right to a place, however late we hear of it.
  boolean takes(QueueLine queue, Instant since) {
    if (queue.open == null) {
      look(queue);
    }
    @Nullable Closure closure = queue.closure;
    return Boolean.TRUE.equals(queue.open)
        || (queue.rules.hours().isOpen(since) && (closure == null || !closure.holdsAt(since)));
  }
}
