package org.ringfence.queue.line;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is to happen later, at most one timer for each kind and name.
final class Timers {

  enum Kind {
    /// An offer of which nothing was heard; named by its ticket.
    OFFER,
    /// The end of an agent's wrap-up or rest.
    AGENT,
    /// The end of a place that is kept without a call, or the next step of a callback; named by its
    /// ticket.
    PLACE,
    /// When a phone that did not ring is tried again; named by its agent.
    PHONE,
    /// A queue's report; these fire last, when everything else has happened.
    REPORT
  }

  record Timer(Instant due, Kind kind, String name) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int order = due.compareTo(other.due);
      if (order == 0) {
        order = kind.compareTo(other.kind);
      }
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private record Key(Kind kind, String name) {}

  private final TreeSet<Timer> ordered = new TreeSet<>();
  private final Map<Key, Timer> byKey = new HashMap<>();

  void schedule(Kind kind, String name, Instant due) {
    cancel(kind, name);
    Timer timer = new Timer(due, kind, name);
    ordered.add(timer);
    byKey.put(new Key(kind, name), timer);
  }

  void cancel(Kind kind, String name) {
    @Nullable Timer scheduled = byKey.remove(new Key(kind, name));
    if (scheduled != null) {
      ordered.remove(scheduled);
    }
  }

  Optional<Instant> next() {
    return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.first().due());
  }

  /// Takes out the first timer that is due, reports aside or reports only.
  @Nullable Timer takeDue(Instant now, boolean reports) {
    for (Timer timer : ordered) {
      if (timer.due().isAfter(now)) {
        return null;
      }
      if ((timer.kind() == Kind.REPORT) == reports) {
        cancel(timer.kind(), timer.name());
        return timer;
      }
    }
    return null;
  }
}
