package org.ringfence.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.bus.MessageReader;
import org.ringfence.decider.Decider;
import org.ringfence.events.AgentId;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.Topic;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.site.Site;

/// The queue manager for whoever assembles the platform: its cores, one for each pool, and its
/// meters.
public final class QueueManagement {

  private final QueueSettings settings;
  private final Site site;

  public QueueManagement(QueueSettings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  /// Makes the core of a pool; the key is the pool's name.
  public Decider.Factory deciders() {
    return key -> {
      PoolName pool = new PoolName(key);
      Map<AgentId, Set<Skill>> agents = new LinkedHashMap<>();
      site.agentsOf(pool).forEach(agent -> agents.put(agent.id(), agent.skills()));
      Set<QueueName> queues = new TreeSet<>();
      site.queues().stream()
          .filter(queue -> queue.pool().equals(pool))
          .forEach(queue -> queues.add(queue.name()));
      return new LineDecider(
          pool, settings.line(), settings.places(), settings.prediction(), agents, queues);
    };
  }

  /// Keeps the queue manager's meters from what is decided from now on, until closed.
  public MessageReader.Subscription measure(MessageReader reader, MeterRegistry registry) {
    LineMeters meters = new LineMeters(registry);
    return reader.readGathered("queue-meters", Set.of(Topic.DECISIONS), Duration.ZERO, meters);
  }
}
