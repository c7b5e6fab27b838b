package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Virtual time: what is to happen, in order of time and, within a millisecond, of planning.
final class Agenda {

  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");

  /// Far more than any world needs; one that plans more goes round in circles.
  private static final int MAX_HAPPENINGS = 500_000;

  private record Planned(long atMillis, long number, Runnable happening)
      implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int order = Long.compare(atMillis, other.atMillis);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private long nowMillis;
  private long count;

  /// Milliseconds since [#START].
  long now() {
    return nowMillis;
  }

  Instant instant() {
    return START.plusMillis(nowMillis);
  }

  void at(long millis, Runnable happening) {
    count++;
    if (count > MAX_HAPPENINGS) {
      throw new InvariantBroken("the world never comes to rest");
    }
    planned.add(new Planned(Math.max(millis, nowMillis), count, happening));
  }

  void after(long millis, Runnable happening) {
    at(nowMillis + millis, happening);
  }

  /// How much was planned.
  long count() {
    return count;
  }

  /// Lets time pass.
  void runUntil(long endMillis) {
    for (@Nullable Planned next = planned.peek();
        next != null && next.atMillis <= endMillis;
        next = planned.peek()) {
      planned.poll();
      nowMillis = next.atMillis;
      next.happening.run();
    }
    nowMillis = Math.max(nowMillis, endMillis);
  }
}
