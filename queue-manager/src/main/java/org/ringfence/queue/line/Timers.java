package org.ringfence.queue.line;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
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
    /// When a waiting caller comes to the next stage; named by the ticket.
    STAGE,
    /// When a queue opens or closes.
    HOURS,
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

  /// Apart from the others, so that nobody looks past the reports that are due.
  private final TreeSet<Timer> reports = new TreeSet<>();

  private final Map<Key, Timer> byKey = new HashMap<>();

  void schedule(Kind kind, String name, Instant due) {
    Timer timer = new Timer(due, kind, name);
    @Nullable Timer before = byKey.put(new Key(kind, name), timer);
    if (before != null) {
      setOf(kind).remove(before);
    }
    setOf(kind).add(timer);
  }

  void cancel(Kind kind, String name) {
    @Nullable Timer scheduled = byKey.remove(new Key(kind, name));
    if (scheduled != null) {
      setOf(kind).remove(scheduled);
    }
  }

  private NavigableSet<Timer> setOf(Kind kind) {
    return kind == Kind.REPORT ? reports : ordered;
  }

  Optional<Instant> next() {
    if (ordered.isEmpty() || reports.isEmpty()) {
      NavigableSet<Timer> some = ordered.isEmpty() ? reports : ordered;
      return some.isEmpty() ? Optional.empty() : Optional.of(some.first().due());
    }
    Instant one = ordered.first().due();
    Instant other = reports.first().due();
    return Optional.of(one.isBefore(other) ? one : other);
  }

  /// Takes out the first timer that is due, reports aside or reports only.
  @Nullable Timer takeDue(Instant now, boolean reportsOnly) {
    NavigableSet<Timer> some = reportsOnly ? reports : ordered;
    if (some.isEmpty() || some.first().due().isAfter(now)) {
      return null;
    }
    Timer timer = some.first();
    cancel(timer.kind(), timer.name());
    return timer;
  }
}
