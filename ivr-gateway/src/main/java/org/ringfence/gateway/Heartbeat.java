package org.ringfence.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ringfence.gateway.ami.AmiActions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets `RF_BEAT` in Asterisk each second, but only while the gateway really works: the dialplan
/// asks us nothing when the beat is older than two seconds.
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// While the heart does not beat, so that callers are asked for again without delay.
  private static final Duration IMPATIENCE = Duration.ofMillis(100);

  private static final long NEVER = Long.MIN_VALUE;

  private final AmiActions ami;
  private final Supplier<String> ailment;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastBeatNanos = NEVER;
  private String toldAilment = "";

  /// @param ailment what is wrong with the gateway, or an empty text
  Heartbeat(AmiActions ami, Supplier<String> ailment, InstantSource clock, LongSupplier ticker) {
    this.ami = ami;
    this.ailment = ailment;
    this.clock = clock;
    this.ticker = ticker;
  }

  void start() {
    Thread.ofVirtual().name("heartbeat").start(this::work);
  }

  /// Since the last beat that Asterisk took; a very long time when there was none.
  Duration age() {
    long last = lastBeatNanos;
    return last == NEVER ? Duration.ofDays(1) : Duration.ofNanos(ticker.getAsLong() - last);
  }

  private void work() {
    try {
      Duration pause = IMPATIENCE;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = beat() ? INTERVAL : IMPATIENCE;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether Asterisk took a beat
  private boolean beat() {
    String wrong = ailment.get();
    if (!wrong.equals(toldAilment)) {
      toldAilment = wrong;
      if (wrong.isEmpty()) {
        log.atInfo().log("the gateway works; its heart beats");
      } else if (lastBeatNanos == NEVER) {
        log.atInfo().addKeyValue("reason", wrong).log("the gateway's heart does not beat yet");
      } else {
        log.atError().addKeyValue("reason", wrong).log("the gateway's heart stops beating");
      }
    }
    if (!wrong.isEmpty() || !ami.isUp()) {
      return false;
    }
    try {
      boolean taken = ami.setGlobal("RF_BEAT", Long.toString(clock.instant().getEpochSecond()));
      if (taken) {
        lastBeatNanos = ticker.getAsLong();
      }
      return taken;
    } catch (IOException away) {
      log.atDebug().addKeyValue("reason", away.getMessage()).log("beat was lost");
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
