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
    /// When a waiting caller comes to the next stage; named by the ticket. See [#scheduleStage].
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

    /// Whose next stage it is; null for other kinds.
    private final @Nullable Ticket ticket;

    /// Whether it will not come; it may still be in its [Heap].
    private boolean isCanceled;

    private Timer(Instant due, Kind kind, String name, @Nullable Ticket ticket) {
      this.due = due;
      this.kind = kind;
      this.name = name;
      this.ticket = ticket;
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

    @Nullable Ticket ticket() {
      return ticket;
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
    Timer timer = new Timer(due, kind, name, null);
    @Nullable Timer before = named(kind).put(name, timer);
    Heap heap = heapOf(kind);
    if (before != null) {
      heap.cancel(before);
    }
    heap.add(timer);
  }

  void cancel(Kind kind, String name) {
    @Nullable Timer scheduled = named(kind).remove(name);
    if (scheduled != null) {
      heapOf(kind).cancel(scheduled);
    }
  }

  /// Plans when a waiting caller comes to the next stage. Each of them has such a timer, so the
  /// ticket knows its own, and nobody has to look for either.
  void scheduleStage(Ticket ticket, Instant due) {
    cancelStage(ticket);
    Timer timer = new Timer(due, Kind.STAGE, ticket.id.value(), ticket);
    ticket.stageTimer = timer;
    ordered.add(timer);
  }

  void cancelStage(Ticket ticket) {
    @Nullable Timer scheduled = ticket.stageTimer;
    if (scheduled != null) {
      ticket.stageTimer = null;
      ordered.cancel(scheduled);
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
    @Nullable Ticket ticket = timer.ticket;
    if (ticket == null) {
      cancel(timer.kind, timer.name);
    } else {
      cancelStage(ticket);
    }
    return timer;
  }

  /// Timers of which the first can be taken: a heap in which each has four below it, with the times
  /// side by side, because each waiting caller has a timer and each look at one of them is a wait
  /// for memory. For the same reason a canceled one stays until it is the first, or until more than
  /// half of them are canceled. The order among timers is total, so what is taken does not depend
  /// on how the heap came about.
  private static final class Heap {
    private static final int FAN = 4;
    private static final int LEAST_SWEPT = 64;
    private static final int NANO_BITS = 30;
    private static final long FURTHEST_SECONDS = (1L << 33) - 1;

    private long[] moments = new long[FAN];
    private @Nullable Timer[] timers = new Timer[FAN];
    private int size;
    private int canceled;

    @Nullable Timer first() {
      @Nullable Timer first = timers[0];
      while (first != null && first.isCanceled) {
        canceled--;
        removeFirst();
        first = timers[0];
      }
      return first;
    }

    void add(Timer timer) {
      if (size == timers.length) {
        moments = Arrays.copyOf(moments, 2 * size);
        timers = Arrays.copyOf(timers, 2 * size);
      }
      size++;
      rise(size - 1, moment(timer.due), timer);
    }

    void cancel(Timer timer) {
      timer.isCanceled = true;
      canceled++;
      if (canceled > LEAST_SWEPT && canceled > size / 2) {
        sweep();
      }
    }

    private void sweep() {
      int kept = 0;
      for (int i = 0; i < size; i++) {
        @Nullable Timer timer = timers[i];
        timers[i] = null;
        if (timer != null && !timer.isCanceled) {
          moments[kept] = moments[i];
          timers[kept] = timer;
          kept++;
        }
      }
      size = kept;
      canceled = 0;
      for (int i = size / FAN; i >= 0; i--) {
        @Nullable Timer timer = timers[i];
        if (timer != null) {
          sink(i, moments[i], timer);
        }
      }
    }

    private void removeFirst() {
      size--;
      @Nullable Timer last = timers[size];
      timers[size] = null;
      if (last != null && size > 0) {
        sink(0, moments[size], last);
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

    private void rise(int from, long moment, Timer timer) {
      int at = from;
      while (at > 0 && isBefore(moment, timer, moments[(at - 1) / FAN], timers[(at - 1) / FAN])) {
        moments[at] = moments[(at - 1) / FAN];
        timers[at] = timers[(at - 1) / FAN];
        at = (at - 1) / FAN;
      }
      moments[at] = moment;
      timers[at] = timer;
    }

    private void sink(int from, long moment, Timer timer) {
      int at = from;
      while (FAN * at + 1 < size) {
        int least = least(FAN * at + 1);
        if (!isBefore(moments[least], timers[least], moment, timer)) {
          break;
        }
        moments[at] = moments[least];
        timers[at] = timers[least];
        at = least;
      }
      moments[at] = moment;
      timers[at] = timer;
    }

    /// Of four neighbors.
    private int least(int from) {
      int least = from;
      int to = Math.min(from + FAN, size);
      for (int one = from + 1; one < to; one++) {
        if (isBefore(moments[one], timers[one], moments[least], timers[least])) {
          least = one;
        }
      }
      return least;
    }

    private static boolean isBefore(
        long moment, @Nullable Timer timer, long otherMoment, @Nullable Timer other) {
      if (moment != otherMoment) {
        return moment < otherMoment;
      }
      return timer != null && other != null && timer.compareTo(other) < 0;
    }
  }
}
