package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// What is going to happen, by time; ties go by order of planning.
final class Agenda {

  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private int planned;

  /// Something that somebody does at a time.
  private record Step(Instant at, int order, Runnable action) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
  }

  void at(Instant when, Runnable action) {
    steps.add(new Step(when, planned++, action));
  }

  static Instant after(Instant from, double seconds) {
    return from.plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /// Does everything that is due before a time.
  void runUntil(Instant end) {
    for (Step next = steps.peek(); next != null && next.at.isBefore(end); next = steps.peek()) {
      steps.remove();
      next.action.run();
    }
  }
}
