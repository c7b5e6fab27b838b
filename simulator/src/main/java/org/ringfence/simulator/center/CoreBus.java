package org.ringfence.simulator.center;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.decider.Decider;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// The bus and the host of the cores, without a wire: what is published is applied at once, in
/// order, by the core of its topic and key, and what the core says is heard before `publish`
/// returns. Clock ticks come when a core wants them.
final class CoreBus implements MessagePublisher {

  private final Schedule schedule;
  private final Map<Topic, Decider.Factory> factories;
  private final Consumer<Message> listener;
  private final Map<Topic, Map<String, Hosted>> cores = new HashMap<>();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private boolean busy;
  private long applied;

  private static final class Hosted {
    private final Decider decider;
    private long tickAtMicros = Long.MAX_VALUE;
    private Schedule.@Nullable Step tick;

    private Hosted(Decider decider) {
      this.decider = decider;
    }
  }

  CoreBus(Schedule schedule, Map<Topic, Decider.Factory> factories, Consumer<Message> listener) {
    this.schedule = schedule;
    this.factories = factories;
    this.listener = listener;
  }

  /// Messages applied so far.
  long applied() {
    return applied;
  }

  @Override
  public void publish(Message message) {
    waiting.add(message);
    if (busy) {
      return;
    }
    busy = true;
    try {
      for (Message next = waiting.poll(); next != null; next = waiting.poll()) {
        apply(next, hosted(next.topic(), next.key()));
      }
    } finally {
      busy = false;
    }
  }

  private Hosted hosted(Topic topic, String key) {
    return cores
        .computeIfAbsent(topic, any -> new HashMap<>())
        .computeIfAbsent(
            key,
            made -> {
              Decider.Factory factory = factories.get(topic);
              if (factory == null) {
                throw new IllegalArgumentException("nobody reads " + topic);
              }
              return new Hosted(factory.create(made));
            });
  }

  private void apply(Message message, Hosted core) {
    applied++;
    core.decider.apply(message).forEach(listener);
    Optional<Instant> due = core.decider.nextDue();
    long wanted = due.map(Schedule::micros).orElse(Long.MAX_VALUE);
    if (wanted == core.tickAtMicros) {
      return;
    }
    if (core.tick != null) {
      core.tick.cancel();
    }
    core.tickAtMicros = wanted;
    core.tick =
        wanted == Long.MAX_VALUE
            ? null
            : schedule.at(wanted, () -> tick(message.topic(), message.key(), core));
  }

  private void tick(Topic topic, String key, Hosted core) {
    core.tickAtMicros = Long.MAX_VALUE;
    core.tick = null;
    publish(new ClockTicked(schedule.instant(), topic, key));
  }
}
