package org.ringfence.simulator.center;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Virtual time and what is to happen in it, in order of time and, at one moment, of planning.
///
/// Its clock shows the scenario's second 0 as [#OPENING]; it moves only when the next step is
/// taken.
final class Schedule implements InstantSource {

  /// A Monday at 8:00 in Chicago. Which day it is makes no difference to anything that is
  /// simulated.
  static final Instant OPENING = Instant.parse("2026-11-02T14:00:00Z");

  static final long SECOND = 1_000_000;

  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(
          Comparator.comparingLong((Step step) -> step.atMicros)
              .thenComparingLong(step -> step.number));

  private long nowMicros;
  private long planned;
  private long taken;

  /// Something planned, which can be called off.
  static final class Step {
    private final long atMicros;
    private final long number;
    private @Nullable Runnable action;

    private Step(long atMicros, long number, Runnable action) {
      this.atMicros = atMicros;
      this.number = number;
      this.action = action;
    }

    void cancel() {
      action = null;
    }
  }

  /// @param startMicros where time begins
  Schedule(long startMicros) {
    nowMicros = startMicros;
  }

  static long micros(double seconds) {
    return Math.round(seconds * SECOND);
  }

  long nowMicros() {
    return nowMicros;
  }

  double nowSeconds() {
    return seconds(nowMicros);
  }

  static double seconds(long micros) {
    return (double) micros / SECOND;
  }

  /// For code that measures durations in nanoseconds; never 0.
  long nowNanos() {
    return nowMicros * 1000 + 1;
  }

  @Override
  public Instant instant() {
    return instant(nowMicros);
  }

  static Instant instant(long micros) {
    return OPENING.plusNanos(micros * 1000);
  }

  /// Virtual time of an instant, rounded up.
  static long micros(Instant instant) {
    long seconds = instant.getEpochSecond() - OPENING.getEpochSecond();
    return seconds * SECOND + Math.ceilDiv(instant.getNano(), 1000L);
  }

  /// Steps taken so far.
  long taken() {
    return taken;
  }

  Step in(double seconds, Runnable action) {
    return at(nowMicros + micros(seconds), action);
  }

  /// Plans a step; what lies in the past is taken next.
  Step at(long micros, Runnable action) {
    Step step = new Step(Math.max(micros, nowMicros), planned++, action);
    steps.add(step);
    return step;
  }

  /// Lets time pass to a moment before which nothing is planned any more.
  void moveTo(long micros) {
    nowMicros = Math.max(nowMicros, micros);
  }

  /// Takes the next step.
  ///
  /// @param untilMicros steps from here on are left
  /// @return false when there is none
  boolean takeNext(long untilMicros) {
    for (Step next = steps.peek(); next != null; next = steps.peek()) {
      if (next.action == null) {
        steps.poll();
        continue;
      }
      if (next.atMicros >= untilMicros) {
        return false;
      }
      steps.poll();
      nowMicros = next.atMicros;
      taken++;
      next.action.run();
      return true;
    }
    return false;
  }
}
