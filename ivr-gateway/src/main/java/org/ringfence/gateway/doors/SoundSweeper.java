package org.ringfence.gateway.doors;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ringfence.voice.VoiceStore;

/// Deletes kept sound whose time is over.
public final class SoundSweeper implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofMinutes(5);

  private final List<VoiceStore> stores;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  public SoundSweeper(List<VoiceStore> stores, InstantSource clock) {
    this.stores = List.copyOf(stores);
    this.clock = clock;
  }

  public void start() {
    Thread.ofVirtual().name("kept-sound").start(this::work);
  }

  private void work() {
    try {
      do {
        stores.forEach(store -> store.sweep(clock.instant()));
      } while (!closed.await(SWEEP.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
