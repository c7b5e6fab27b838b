package org.ringfence.platform.bench.routing;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringfence.decider.Decider;
import org.ringfence.events.AgentId;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.queue.QueueSettings;
import org.ringfence.queue.line.AgentRules;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.queue.line.QueueRules;
import org.ringfence.queue.line.QueueRules.AgentOrder;
import org.ringfence.queue.line.QueueRules.Overflow;
import org.ringfence.queue.line.QueueRules.Reserve;
import org.ringfence.queue.line.QueueRules.Widening;
import org.ringfence.queue.line.RoutingRules;

/// A large pool in which every rule of routing is in use: three queues, four languages, two topics,
/// levels that widen, priority, overflow and reserve. Its agents fall into some sixty kinds.
final class BusyPool {

  static final PoolName POOL = new PoolName("bench");
  static final List<QueueName> QUEUES =
      List.of(new QueueName("enroll"), new QueueName("billing"), new QueueName("claims"));
  static final List<String> LANGUAGES = List.of("en", "es", "so", "hmn");
  static final List<Skill> TOPICS = List.of(new Skill("plans"), new Skill("payments"));

  private static final List<Integer> LEVELS = List.of(1, 4, 8);
  private static final int MIDDLE = 6;
  private static final int RESERVED_EACH = 10;

  private final QueueSettings settings;
  private final RoutingRules routing;

  /// @param settings how the line is run
  BusyPool(QueueSettings settings, int agents) {
    this.settings = settings;
    TreeMap<QueueName, QueueRules> queues = new TreeMap<>();
    queues.put(QUEUES.get(0), enroll());
    queues.put(QUEUES.get(1), plain(Duration.ofMinutes(2), AgentOrder.LONGEST_IDLE));
    queues.put(QUEUES.get(2), plain(Duration.ZERO, AgentOrder.LEAST_OCCUPIED));
    TreeMap<AgentId, AgentRules> roster = new TreeMap<>();
    for (int i = 0; i < agents; i++) {
      roster.put(agent(i), rulesOf(i));
    }
    routing = new RoutingRules(queues, roster);
  }

  static AgentId agent(int index) {
    return new AgentId("agent" + index);
  }

  Set<AgentId> agents() {
    return routing.agents().keySet();
  }

  Decider newCore() {
    return new LineDecider(
        POOL, settings.line(), settings.places(), settings.prediction(), routing);
  }

  private static QueueRules enroll() {
    return new QueueRules(
        Calendar.always(ZoneId.of("America/Chicago")),
        Duration.ZERO,
        MIDDLE,
        List.of(
            new Widening(Duration.ofMinutes(1), MIDDLE / 2, Set.of()),
            new Widening(Duration.ofMinutes(5), 1, Set.copyOf(TOPICS))),
        AgentOrder.LONGEST_IDLE,
        new Overflow(Set.of(QUEUES.get(1)), Duration.ofMinutes(30), Duration.ofMinutes(20)),
        new Reserve(true, null),
        null,
        null,
        0);
  }

  private static QueueRules plain(Duration credit, AgentOrder order) {
    return new QueueRules(
        Calendar.always(ZoneId.of("America/Chicago")),
        credit,
        1,
        List.of(),
        order,
        null,
        new Reserve(false, Duration.ofMinutes(20)),
        null,
        null,
        0);
  }

  /// Everybody speaks English; the others by turns, at one of three levels.
  private static AgentRules rulesOf(int index) {
    TreeMap<Skill, Integer> levels = new TreeMap<>();
    levels.put(new Skill("en"), QueueRules.BEST_LEVEL);
    int second = index % LANGUAGES.size();
    levels.putIfAbsent(new Skill(LANGUAGES.get(second)), LEVELS.get(index / 4 % LEVELS.size()));
    levels.put(TOPICS.get(index / 12 % 2), QueueRules.BEST_LEVEL);
    if (index % 3 != 0) {
      levels.put(TOPICS.get(1 - index / 12 % 2), MIDDLE);
    }
    TreeSet<QueueName> queues = new TreeSet<>(QUEUES);
    if (index / 24 % 2 == 1) {
      queues.remove(QUEUES.get(index / 48 % QUEUES.size()));
    }
    boolean reserved = index % RESERVED_EACH == 0 && queues.contains(QUEUES.get(1));
    return new AgentRules(levels, queues, reserved ? QUEUES.get(1) : null, null, null, null);
  }
}
