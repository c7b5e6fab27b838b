package org.ringfence.simulator.replay;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which everything that callers and agents do happens, in order of time.
/// Whatever comes from sockets is posted here.
final class Stage {

  private static final Logger log = LoggerFactory.getLogger(Stage.class);

  private final LongSupplier ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Cue> cues =
      new PriorityQueue<>(
          Comparator.comparingLong((Cue cue) -> cue.atNanos).thenComparingLong(cue -> cue.number));
  private final AtomicInteger failures = new AtomicInteger();
  private long numbers;

  /// Something that is to happen; it can be called off.
  static final class Cue {
    private final long atNanos;
    private final long number;
    private final Runnable action;
    private volatile boolean calledOff;

    private Cue(long atNanos, long number, Runnable action) {
      this.atNanos = atNanos;
      this.number = number;
      this.action = action;
    }

    void callOff() {
      calledOff = true;
    }
  }

  /// @param ticker never negative within a run, in nanoseconds
  Stage(LongSupplier ticker) {
    this.ticker = ticker;
  }

  long now() {
    return ticker.getAsLong();
  }

  /// As soon as it can be.
  void post(Runnable action) {
    at(now(), action);
  }

  Cue at(long nanos, Runnable action) {
    lock.lock();
    try {
      Cue cue = new Cue(nanos, numbers++, action);
      cues.add(cue);
      changed.signal();
      return cue;
    } finally {
      lock.unlock();
    }
  }

  /// Runs on the calling thread until `goesOn` says no, which is asked after everything that
  /// happened.
  void run(BooleanSupplier goesOn) throws InterruptedException {
    while (goesOn.getAsBoolean()) {
      Cue cue = next();
      if (!cue.calledOff) {
        perform(cue);
      }
    }
  }

  /// Actions that failed by an error of ours.
  int failures() {
    return failures.get();
  }

  private void perform(Cue cue) {
    try {
      cue.action.run();
    } catch (RuntimeException failed) {
      failures.incrementAndGet();
      log.atError().setCause(failed).log("a step of the replay failed");
    }
  }

  private Cue next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Cue first = cues.peek();
        if (first == null) {
          changed.await();
          continue;
        }
        long waits = first.atNanos - now();
        if (waits <= 0) {
          return cues.remove();
        }
        // How much is left is asked anew in any case.
        long left = changed.awaitNanos(waits);
        assert left <= waits;
      }
    } finally {
      lock.unlock();
    }
  }
}
