package org.ringfence.queue.line;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /// What is due at a moment, before others of that moment by kind and name.
  static final class Timer implements Comparable<Timer> {
    private final Instant due;
    private final Kind kind;
    private final String name;

    /// Where it is in its [Heap].
    private int index;

    private Timer(Instant due, Kind kind, String name) {
      this.due = due;
      this.kind = kind;
      this.name = name;
    }

    Instant due() {
      return due;
    }

    Kind kind() {
      return kind;
    }

    String name() {
      return name;
    }

    @Override
    public int compareTo(Timer other) {
      int order = due.compareTo(other.due);
      if (order == 0) {
        order = kind.compareTo(other.kind);
      }
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private final Heap ordered = new Heap();

  /// Apart from the others, so that nobody looks past the reports that are due.
  private final Heap reports = new Heap();

  private final EnumMap<Kind, Map<String, Timer>> byName = new EnumMap<>(Kind.class);

  Timers() {
    for (Kind kind : Kind.values()) {
      byName.put(kind, new HashMap<>());
    }
  }

  void schedule(Kind kind, String name, Instant due) {
    Timer timer = new Timer(due, kind, name);
    @Nullable Timer before = named(kind).put(name, timer);
    Heap heap = heapOf(kind);
    if (before != null) {
      heap.remove(before);
    }
    heap.add(timer);
  }

  void cancel(Kind kind, String name) {
    @Nullable Timer scheduled = named(kind).remove(name);
    if (scheduled != null) {
      heapOf(kind).remove(scheduled);
    }
  }

  private Map<String, Timer> named(Kind kind) {
    @Nullable Map<String, Timer> named = byName.get(kind);
    if (named == null) {
      throw new IllegalStateException("no timers of " + kind);
    }
    return named;
  }

  private Heap heapOf(Kind kind) {
    return kind == Kind.REPORT ? reports : ordered;
  }

  Optional<Instant> next() {
    @Nullable Timer one = ordered.first();
    @Nullable Timer other = reports.first();
    if (one == null || other == null) {
      @Nullable Timer some = one == null ? other : one;
      return some == null ? Optional.empty() : Optional.of(some.due);
    }
    return Optional.of(one.due.isBefore(other.due) ? one.due : other.due);
  }

  /// Takes out the first timer that is due, reports aside or reports only.
  @Nullable Timer takeDue(Instant now, boolean reportsOnly) {
    @Nullable Timer timer = (reportsOnly ? reports : ordered).first();
    if (timer == null || timer.due.isAfter(now)) {
      return null;
    }
    cancel(timer.kind, timer.name);
    return timer;
  }

  /// Timers of which the first can be taken: a heap in which each has four below it, with the time
  /// beside it, because each waiting caller has a timer and each look at one of them is a wait for
  /// memory. The order among timers is total, so what is taken does not depend on how the heap came
  /// about.
  private static final class Heap {
    private static final int FAN = 4;
    private static final int NANO_BITS = 30;
    private static final long FURTHEST_SECONDS = (1L << 33) - 1;

    private long[] moments = new long[FAN];
    private @Nullable Timer[] timers = new Timer[FAN];
    private int size;

    @Nullable Timer first() {
      return timers[0];
    }

    void add(Timer timer) {
      if (size == timers.length) {
        moments = Arrays.copyOf(moments, 2 * size);
        timers = Arrays.copyOf(timers, 2 * size);
      }
      size++;
      rise(size - 1, moment(timer.due), timer);
    }

    void remove(Timer timer) {
      int hole = timer.index;
      size--;
      @Nullable Timer last = timers[size];
      long moment = moments[size];
      timers[size] = null;
      if (last == null || last == timer) {
        return;
      }
      if (hole > 0 && isBefore(moment, last, (hole - 1) / FAN)) {
        rise(hole, moment, last);
      } else {
        sink(hole, moment, last);
      }
    }

    /// Orders like the instant, but that moments far away are alike.
    private static long moment(Instant due) {
      long seconds = due.getEpochSecond();
      if (seconds >= FURTHEST_SECONDS) {
        return Long.MAX_VALUE;
      }
      return seconds <= -FURTHEST_SECONDS ? Long.MIN_VALUE : (seconds << NANO_BITS) + due.getNano();
    }

    private boolean isBefore(long moment, Timer timer, int at) {
      @Nullable Timer other = timers[at];
      return moment < moments[at]
          || (moment == moments[at] && other != null && timer.compareTo(other) < 0);
    }

    private void rise(int from, long moment, Timer timer) {
      int at = from;
      while (at > 0 && isBefore(moment, timer, (at - 1) / FAN)) {
        copy((at - 1) / FAN, at);
        at = (at - 1) / FAN;
      }
      put(at, moment, timer);
    }

    private void sink(int from, long moment, Timer timer) {
      int at = from;
      while (FAN * at + 1 < size) {
        int least = least(FAN * at + 1);
        if (isBefore(moment, timer, least)) {
          break;
        }
        copy(least, at);
        at = least;
      }
      put(at, moment, timer);
    }

    /// Of four neighbors.
    private int least(int from) {
      int least = from;
      for (int one = from + 1; one < Math.min(from + FAN, size); one++) {
        @Nullable Timer timer = timers[one];
        if (timer != null && isBefore(moments[one], timer, least)) {
          least = one;
        }
      }
      return least;
    }

    private void copy(int from, int to) {
      @Nullable Timer timer = timers[from];
      if (timer != null) {
        put(to, moments[from], timer);
      }
    }

    private void put(int at, long moment, Timer timer) {
      moments[at] = moment;
      timers[at] = timer;
      timer.index = at;
    }
  }
}
