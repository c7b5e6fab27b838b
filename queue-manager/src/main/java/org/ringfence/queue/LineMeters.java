package org.ringfence.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.Message;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketOutcome;

/// The queue manager's meters, kept from its own decisions.
///
/// A rising `ringfence.queue.longest.wait` while `ringfence.agents{state="ready"}` is not zero is
/// worth an alert, and so is a `ringfence.prediction.coverage` that stays under 0.6. Diverted
/// callers who were never heard are left out of the former, for they may wait beside free agents.
///
/// Gauges are set on the reading thread and read by whoever scrapes; each is a value of its own, so
/// a scrape may see two of different moments.
final class LineMeters implements MessageHandler {

  /// Queues with meters of their own; further ones are counted together as `other`.
  static final int MAX_QUEUES = 100;

  /// Tickets whose end is remembered, because the last decisions before a crash may be said twice;
  /// the eldest is forgotten first.
  static final int MAX_REMEMBERED = 10_000;

  private final MeterRegistry registry;
  private final Map<QueueName, QueueMeters> byQueue = new HashMap<>();
  private final Map<PoolName, Map<AgentState, Level>> agentsByPool = new HashMap<>();
  private final LinkedHashSet<String> closed = new LinkedHashSet<>();

  LineMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void on(Message message, String id) {
    if (!(message instanceof LineDecision decision)) {
      return;
    }
    switch (decision) {
      case QueueReported report -> reported(report);
      case TicketClosed ticket -> {
        if (closed.add(ticket.ticket() + "@" + ticket.at())) {
          if (closed.size() > MAX_REMEMBERED) {
            closed.removeFirst();
          }
          metersOf(ticket.queue()).closed(ticket);
        }
      }
      case LineDecision.TicketPlaced _,
          LineDecision.WaitTold _,
          LineDecision.TicketHeld _,
          LineDecision.TicketTransferred _,
          LineDecision.CallParty _,
          LineDecision.EndParty _,
          LineDecision.JoinParty _,
          LineDecision.TalkPartiesChanged _,
          LineDecision.TalkRequestRefused _,
          LineDecision.RecordingOrdered _,
          LineDecision.RecordingStated _,
          LineDecision.CallbackTold _,
          LineDecision.DialCallback _,
          LineDecision.StopCallback _,
          LineDecision.OfferCall _,
          LineDecision.WithdrawOffer _,
          LineDecision.AgentStateChanged _,
          LineDecision.SignInReplaced _,
          LineDecision.SkillsChanged _,
          LineDecision.QueueClosureChanged _,
          LineDecision.QueueOpened _,
          LineDecision.QueueClosed _,
          LineDecision.CallerTurnedAway _,
          LineDecision.OverflowChanged _ -> {}
    }
  }

  private void reported(QueueReported report) {
    metersOf(report.queue()).reported(report);
    Map<AgentState, Level> levels = agentsByPool.computeIfAbsent(report.pool(), this::agentLevels);
    report.agents().forEach((state, count) -> level(levels, state).set(count));
  }

  private static Level level(Map<AgentState, Level> levels, AgentState state) {
    @Nullable Level level = levels.get(state);
    if (level == null) {
      throw new IllegalStateException("no level for " + state);
    }
    return level;
  }

  private Map<AgentState, Level> agentLevels(PoolName pool) {
    Map<AgentState, Level> levels = new EnumMap<>(AgentState.class);
    for (AgentState state : AgentState.values()) {
      String name = state.name().toLowerCase(Locale.ROOT);
      levels.put(
          state,
          new Level(registry, "ringfence.agents", Tags.of("pool", pool.value(), "state", name)));
    }
    return levels;
  }

  private QueueMeters metersOf(QueueName queue) {
    boolean room = byQueue.size() < MAX_QUEUES || byQueue.containsKey(queue);
    return byQueue.computeIfAbsent(
        room ? queue : new QueueName("other"), name -> new QueueMeters(registry, name));
  }

  /// One number that is set here and read by the registry.
  private static final class Level {
    private volatile double value = Double.NaN;

    Level(MeterRegistry registry, String name, Tags tags) {
      Gauge.builder(name, this, level -> level.value).tags(tags).register(registry);
    }

    void set(double newValue) {
      value = newValue;
    }
  }

  private static final class QueueMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Level waiting;
    private final Level talking;
    private final Level longestWait;
    private final Level predicted;
    private final Level callbacks;
    private final Level oldestCallback;
    private final Level coverage;
    private final DistributionSummary error;
    private final Coverage recent = new Coverage();

    QueueMeters(MeterRegistry registry, QueueName queue) {
      this.registry = registry;
      tags = Tags.of("queue", queue.value());
      waiting = new Level(registry, "ringfence.queue.waiting", tags);
      talking = new Level(registry, "ringfence.queue.talking", tags);
      longestWait = new Level(registry, "ringfence.queue.longest.wait", tags);
      predicted = new Level(registry, "ringfence.queue.predicted.wait", tags);
      callbacks = new Level(registry, "ringfence.queue.callbacks", tags);
      oldestCallback = new Level(registry, "ringfence.queue.callback.oldest", tags);
      coverage = new Level(registry, "ringfence.prediction.coverage", tags);
      error =
          DistributionSummary.builder("ringfence.prediction.error")
              .tags(tags)
              .baseUnit("seconds")
              .publishPercentiles(0.5, 0.99)
              .register(registry);
    }

    void reported(QueueReported report) {
      waiting.set(report.waiting());
      talking.set(report.talking());
      longestWait.set(report.longestWait().toMillis() / 1000.0);
      callbacks.set(report.callbacks());
      @Nullable Duration oldest = report.oldestCallback();
      oldestCallback.set(oldest == null ? 0 : oldest.toMillis() / 1000.0);
      @Nullable PredictedWait next = report.predicted();
      predicted.set(next == null ? Double.NaN : next.expected().toMillis() / 1000.0);
    }

    void closed(TicketClosed ticket) {
      String outcome = ticket.outcome().name().toLowerCase(Locale.ROOT);
      Timer.builder(ticket.callback() ? "ringfence.queue.callback.wait" : "ringfence.queue.wait")
          .tags(tags.and("outcome", outcome))
          .publishPercentiles(0.5, 0.99)
          .register(registry)
          .record(ticket.waited());
      @Nullable PredictedWait told = ticket.firstTold();
      // How long somebody would have waited who gave up is not known, so only the served tell.
      // Who is called back is rung for later than the turn comes.
      if (ticket.callback()
          || told == null
          || ticket.outcome() != TicketOutcome.SERVED
          || ticket.agent() == null) {
        return;
      }
      boolean below = ticket.waited().compareTo(told.low()) < 0;
      boolean above = ticket.waited().compareTo(told.high()) > 0;
      String result = below ? "shorter" : above ? "longer" : "inside";
      Counter.builder("ringfence.prediction.told")
          .tags(tags.and("result", result))
          .register(registry)
          .increment();
      error.record(Math.abs(ticket.waited().minus(told.expected()).toMillis()) / 1000.0);
      coverage.set(recent.add(!below && !above));
    }
  }

  /// The share of the last told ranges that came true.
  private static final class Coverage {
    private static final int WINDOW = 500;
    private final boolean[] hits = new boolean[WINDOW];
    private int count;
    private int hitCount;

    double add(boolean hit) {
      int slot = count % WINDOW;
      if (count >= WINDOW && hits[slot]) {
        hitCount--;
      }
      hits[slot] = hit;
      hitCount += hit ? 1 : 0;
      count++;
      return (double) hitCount / Math.min(count, WINDOW);
    }
  }
}
