package org.ringfence.desktop.board;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.Topic;
import org.ringfence.site.Site;

/// The board: folded on the reader's thread, read by the pages' threads as immutable snapshots.
///
/// A snapshot is made when somebody looks, so that reading a long history costs no copies.
public final class BoardModel implements MessageHandler {

  /// What the board listens to. Screening only tells it callers' numbers and calls that failed
  /// open.
  public static final Set<Topic> TOPICS = Set.of(Topic.VERDICTS, Topic.DECISIONS, Topic.SCREENING);

  /// Messages whose ids are remembered, because after a crash the last seconds are said again.
  static final int IDS_REMEMBERED = 20_000;

  private final InstantSource clock;
  private final Instant startedAt;
  private final Counter folded;
  private final Counter repeated;
  private final Timer delay;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BoundedMap<String, Boolean> seen = new BoundedMap<>(IDS_REMEMBERED);
  private final LineFold lines;
  private final VerdictFold verdicts = new VerdictFold();
  private final QueueFold queues;
  private final AgentFold agents;
  private final DayFold day;
  private long version = 1;
  private @Nullable BoardSnapshot latest;

  /// @param history how far back the bus is read at start
  public BoardModel(
      Site site, ZoneId zone, Duration history, InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    startedAt = clock.instant();
    lines = new LineFold(site);
    queues = new QueueFold(site);
    agents = new AgentFold(site, zone);
    day = new DayFold(zone, startedAt.minus(history), startedAt);
    folded = meters.counter("ringfence.board.folded");
    repeated = meters.counter("ringfence.board.repeated");
    delay = Timer.builder("ringfence.board.delay").publishPercentiles(0.5, 0.99).register(meters);
  }

  @Override
  public void on(Message message, String id) {
    Instant now = clock.instant();
    lock.lock();
    try {
      if (seen.putIfAbsent(id, true) != null) {
        repeated.increment();
        return;
      }
      turnDay(now);
      if (fold(message, now, version + 1)) {
        version++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    folded.increment();
    if (message.at().isAfter(startedAt) && !message.at().isAfter(now)) {
      delay.record(Duration.between(message.at(), now));
    }
  }

  /// The board as it is now.
  public BoardSnapshot snapshot() {
    Instant now = clock.instant();
    lock.lock();
    try {
      turnDay(now);
      if (latest == null || latest.version() != version) {
        latest =
            new BoardSnapshot(
                version,
                lines.views(),
                queues.views(),
                agents.views(now),
                verdicts.verdictViews(),
                verdicts.minuteViews(now),
                day.view());
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the board is newer than a version; false when it did not get so in time.
  public boolean awaitNewer(long than, Duration atMost) throws InterruptedException {
    long remainingNanos = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (version <= than) {
        if (remainingNanos <= 0) {
          return false;
        }
        remainingNanos = changed.awaitNanos(remainingNanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void turnDay(Instant now) {
    if (day.turnTo(now, version + 1)) {
      version++;
      agents.dayBegan(version);
      changed.signalAll();
    }
  }

  /// Applies a message; whether it changed what the board shows.
  private boolean fold(Message message, Instant now, long next) {
    return switch (message) {
      case VerdictReached reached -> {
        verdicts.on(reached, now, next);
        lines.on(reached, next);
        day.on(reached, next);
        agents.number(reached.call(), reached.caller(), next);
        yield true;
      }
      case ModeChanged mode -> lines.on(mode, next);
      case AttemptArrived arrived -> agents.number(arrived.call(), arrived.caller(), next);
      case AttemptFailedOpen failed -> {
        verdicts.on(failed, now, next);
        lines.on(failed, next);
        day.on(failed, next);
        yield true;
      }
      case QueueReported report -> queues.on(report, next);
      case OfferCall offer -> agents.on(offer, next);
      case AgentStateChanged agent -> agents.on(agent, next);
      case TicketClosed closed -> {
        day.on(closed, next);
        agents.on(closed, next);
        yield true;
      }
      case ScreeningDecision _, LineDecision _, CallEvent _ -> false;
      case AgentMessage _, DefenceCommand _, OfferEvent _ -> false;
      case ClockTicked _, SnapshotTaken _ -> false;
    };
  }
}
