package org.ringfence.platform.bench.web;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.ToldWaits;
import org.ringfence.events.Verdict;
import org.ringfence.site.Site;

/// Says on the bus what a board shows of an attack: three verdicts for each report of a queue.
final class BoardUpdates implements AutoCloseable {

  static final int UPDATES_A_REPORT = 4;

  private final MessagePublisher publisher;
  private final Site site;
  private final long stepNanos;
  private final Thread thread;
  private volatile boolean stopped;

  /// @param perSecond how many updates, a multiple of [#UPDATES_A_REPORT]
  BoardUpdates(MessagePublisher publisher, Site site, int perSecond) {
    this.publisher = publisher;
    this.site = site;
    stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    thread = Thread.ofPlatform().name("board-updates").start(this::run);
  }

  /// How often the queue is reported.
  static Duration reportEvery(int perSecond) {
    return Duration.ofSeconds(1).multipliedBy(UPDATES_A_REPORT).dividedBy(perSecond);
  }

  private void run() {
    long start = System.nanoTime();
    for (long i = 0; !stopped; i++) {
      long due = start + i * stepNanos;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (i % UPDATES_A_REPORT == 0) {
        publisher.publish(report((int) (i / UPDATES_A_REPORT % 40)));
      } else {
        publisher.publish(verdict(i));
      }
    }
  }

  private QueueReported report(int waiting) {
    Site.Queue queue = site.queues().getFirst();
    Map<AgentState, Integer> agents = new EnumMap<>(AgentState.class);
    agents.put(AgentState.TALKING, 12);
    return new QueueReported(
        queue.name(),
        Instant.now(),
        queue.pool(),
        waiting,
        0,
        12,
        Duration.ofMinutes(9),
        new PredictedWait(Duration.ofMinutes(11), Duration.ofMinutes(14), Duration.ofMinutes(19)),
        agents,
        List.of(),
        0,
        null,
        new ToldWaits(200, 0.79, Duration.ofSeconds(80)));
  }

  private VerdictReached verdict(long number) {
    boolean machine = number % 3 != 0;
    Verdict verdict = machine ? Verdict.REJECT : Verdict.ADMIT;
    return new VerdictReached(
        new CallId("bench-" + number + ".1"),
        Instant.now(),
        site.lines().getFirst().id(),
        Stage.ARRIVAL,
        verdict,
        verdict,
        machine ? 5.7 : -0.8,
        Mode.RED,
        List.of(
            new Reason(
                SignalClass.CADENCE,
                "number-pressure",
                2.6,
                false,
                "14 attempts of this number in 10 min")),
        PhoneNumber.of("+1612555" + (1_000 + number % 8_999)),
        machine ? 5.1 : -2.2,
        null);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
