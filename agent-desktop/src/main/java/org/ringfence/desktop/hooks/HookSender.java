package org.ringfence.desktop.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one target its messages, in order, one at a time, on a thread of its own.
///
/// A message that was not taken is sent again after [#FIRST_PAUSE], then twice that and so on up to
/// [#LONGEST_PAUSE], until it is too old. An answer that says the message itself is wrong ends it
/// at once. What comes while [#MOST_WAITING] wait pushes out the oldest.
final class HookSender implements AutoCloseable {

  /// Messages of a busy morning's quarter of an hour.
  static final int MOST_WAITING = 10_000;

  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /// Request time-out, and too many requests: the same message may be taken later.
  private static final int TIME_OUT = 408;

  private static final int TOO_MANY = 429;
  private static final Logger log = LoggerFactory.getLogger(HookSender.class);

  private final HookSettings.Target target;
  private final HookSettings settings;
  private final HookSecret secret;
  private final HttpClient http;
  private final InstantSource clock;
  private final Counter delivered;
  private final Counter failed;
  private final Counter lost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<HookMessage> waiting = new ArrayDeque<>();
  private boolean stopped;
  private @Nullable Trouble trouble;

  /// Why the target does not take messages, since when, and how many were given up since.
  record Trouble(Instant since, String why, long givenUp) {}

  HookSender(
      HookSettings.Target target,
      HookSettings settings,
      HookSecret secret,
      HttpClient http,
      MeterRegistry meters,
      InstantSource clock) {
    this.target = target;
    this.settings = settings;
    this.secret = secret;
    this.http = http;
    this.clock = clock;
    delivered = meters.counter("ringfence.hooks.delivered", "target", target.name());
    failed = meters.counter("ringfence.hooks.failed", "target", target.name());
    lost = meters.counter("ringfence.hooks.lost", "target", target.name());
  }

  void start() {
    Thread.ofVirtual().name("hook-" + target.name()).start(this::run);
  }

  String name() {
    return target.name();
  }

  /// Takes a message to be sent; never waits.
  void take(HookMessage message) {
    if (!target.events().contains(message.event())) {
      return;
    }
    lock.lock();
    try {
      if (waiting.size() >= MOST_WAITING) {
        waiting.removeFirst();
        givenUp("more than " + MOST_WAITING + " messages wait");
      }
      waiting.addLast(message);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What is wrong, or null.
  @Nullable Trouble trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (@Nullable HookMessage next = next(); next != null; next = next()) {
        deliver(next);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next message, or null when nothing more is sent.
  private @Nullable HookMessage next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && waiting.isEmpty()) {
        changed.await();
      }
      return stopped ? null : waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(HookMessage message) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Outcome outcome = send(message);
      if (outcome.taken()) {
        delivered.increment();
        well();
        return;
      }
      failed.increment();
      note(outcome.why());
      boolean old = clock.instant().isAfter(message.at().plus(settings.giveUpAfter()));
      if (outcome.isFinal() || old) {
        lock.lock();
        try {
          givenUp(outcome.why());
        } finally {
          lock.unlock();
        }
        return;
      }
      if (!rest(pause)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /// @param isFinal whether sending again would change nothing
  private record Outcome(boolean taken, boolean isFinal, String why) {}

  private Outcome send(HookMessage message) throws InterruptedException {
    String json = target.fullNumbers() ? message.wholeBody() : message.body();
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    long time = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(target.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Ringfence")
            .header("Ringfence-Event", message.event().title())
            .header("Ringfence-Delivery", message.id())
            .header("Ringfence-Timestamp", Long.toString(time))
            .header("Ringfence-Signature", "v1=" + secret.sign(time, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      boolean again = status >= 500 || status == TIME_OUT || status == TOO_MANY;
      return new Outcome(status / 100 == 2, !again, "it answered " + status);
    } catch (IOException failure) {
      return new Outcome(
          false, false, "it was not reached (" + failure.getClass().getSimpleName() + ")");
    }
  }

  /// False when nothing more is sent.
  private boolean rest(Duration pause) throws InterruptedException {
    long nanos = pause.toNanos();
    lock.lockInterruptibly();
    try {
      while (!stopped && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void well() {
    lock.lock();
    try {
      if (trouble != null) {
        log.atInfo().addKeyValue("target", target.name()).log("web hooks are taken again");
      }
      trouble = null;
    } finally {
      lock.unlock();
    }
  }

  private void note(String why) {
    lock.lock();
    try {
      if (trouble == null) {
        log.atWarn()
            .addKeyValue("target", target.name())
            .addKeyValue("why", why)
            .log("a web hook was not taken");
      }
      trouble =
          trouble == null
              ? new Trouble(clock.instant(), why, 0)
              : new Trouble(trouble.since, why, trouble.givenUp);
    } finally {
      lock.unlock();
    }
  }

  /// INVARIANT: the lock is held.
  private void givenUp(String why) {
    lost.increment();
    Trouble before = trouble == null ? new Trouble(clock.instant(), why, 0) : trouble;
    trouble = new Trouble(before.since, why, before.givenUp + 1);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
