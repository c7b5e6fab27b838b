package org.ringfence.gateway.ami;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own bounded queue between asterisk-java's listener and whoever works events off, one by one
/// and in order.
///
/// Overflow policy: what does not fit is dropped and counted, and once the queue is worked off a
/// snapshot is wanted, because something was missed.
final class AmiEventQueue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AmiEventQueue.class);

  private final ArrayBlockingQueue<AmiEvent> queue;
  private final Consumer<AmiEvent> handler;
  private final Runnable onMissed;
  private final LongSupplier ticker;
  private final Counter dropped;
  private final AtomicBoolean missed = new AtomicBoolean();

  /// The ticker when the event in work was begun; null while there is none.
  private volatile @Nullable Long busySinceNanos;

  private volatile @Nullable Thread worker;

  AmiEventQueue(
      int capacity,
      Consumer<AmiEvent> handler,
      Runnable onMissed,
      MeterRegistry meters,
      LongSupplier ticker) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.handler = handler;
    this.onMissed = onMissed;
    this.ticker = ticker;
    this.dropped = meters.counter("ringfence.ami.events.dropped");
    meters.gauge("ringfence.ami.events.queued", queue, ArrayBlockingQueue::size);
  }

  void start() {
    worker = Thread.ofVirtual().name("ami-events").start(this::work);
  }

  /// Called on asterisk-java's thread: it must never wait.
  void offer(ManagerEvent event) {
    AmiEvent ours = AmiEvent.of(event);
    if (ours != null && !queue.offer(ours)) {
      dropped.increment();
      missed.set(true);
    }
  }

  long droppedCount() {
    return (long) dropped.count();
  }

  /// How long the event in work has been in work.
  Duration busyFor() {
    Long since = busySinceNanos;
    return since == null ? Duration.ZERO : Duration.ofNanos(ticker.getAsLong() - since);
  }

  boolean isAlive() {
    Thread thread = worker;
    return thread != null && thread.isAlive();
  }

  private void work() {
    try {
      while (true) {
        AmiEvent event = queue.take();
        busySinceNanos = ticker.getAsLong();
        try {
          handler.accept(event);
        } catch (RuntimeException defect) {
          log.atError().setCause(defect).log("AMI event could not be handled");
        }
        busySinceNanos = null;
        if (queue.isEmpty() && missed.compareAndSet(true, false)) {
          log.atWarn().log("AMI events were dropped; a snapshot is taken");
          onMissed.run();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
