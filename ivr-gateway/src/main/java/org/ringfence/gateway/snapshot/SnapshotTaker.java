package org.ringfence.gateway.snapshot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.offers.AgentPhones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a snapshot whenever something may have been missed, and every so often anyway.
public final class SnapshotTaker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SnapshotTaker.class);

  /// After a reading that failed.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final AmiActions ami;
  private final Reconciliation reconciliation;
  private final AgentPhones phones;
  private final Duration interval;
  private final Counter taken;
  private final Counter failed;
  private final Semaphore wanted = new Semaphore(0);
  private final AtomicBoolean gap = new AtomicBoolean(true);
  private volatile boolean everTaken;
  private volatile boolean upToDate;
  private volatile @Nullable Thread worker;

  public SnapshotTaker(
      AmiActions ami,
      Reconciliation reconciliation,
      AgentPhones phones,
      Duration interval,
      MeterRegistry meters) {
    this.ami = ami;
    this.reconciliation = reconciliation;
    this.phones = phones;
    this.interval = interval;
    this.taken = meters.counter("ringfence.snapshots.taken");
    this.failed = meters.counter("ringfence.snapshots.failed");
  }

  public void start() {
    worker = Thread.ofVirtual().name("snapshots").start(this::work);
  }

  /// Something may have been missed; never waits.
  public void onGap() {
    upToDate = false;
    gap.set(true);
    wanted.release();
  }

  /// Whether the truth was read at least once.
  public boolean isEverTaken() {
    return everTaken;
  }

  /// Whether nothing may have been missed since the last reading.
  public boolean isUpToDate() {
    return upToDate;
  }

  private void work() {
    Duration pause = interval;
    try {
      while (true) {
        boolean asked = wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        wanted.drainPermits();
        pause = take(asked) ? interval : RETRY;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether it need not be tried again soon
  private boolean take(boolean asked) {
    if (!ami.isUp()) {
      return false;
    }
    try {
      boolean afterGap = gap.getAndSet(false);
      reconciliation.run(ami);
      phones.refresh(ami, afterGap);
      everTaken = true;
      upToDate = !gap.get();
      taken.increment();
      log.atDebug().addKeyValue("asked", asked).log("snapshot taken");
      return true;
    } catch (IOException away) {
      gap.set(true);
      failed.increment();
      log.atWarn().addKeyValue("reason", away.getMessage()).log("snapshot could not be taken");
      return false;
    } catch (RuntimeException defect) {
      gap.set(true);
      failed.increment();
      log.atError().setCause(defect).log("snapshot could not be worked off");
      return false;
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
