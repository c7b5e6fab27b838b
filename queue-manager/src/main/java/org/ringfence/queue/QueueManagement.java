package org.ringfence.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.ringfence.bus.MessageReader;
import org.ringfence.decider.Decider;
import org.ringfence.events.PoolName;
import org.ringfence.events.Topic;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.queue.line.TalkRules;
import org.ringfence.site.Site;

/// The queue manager for whoever assembles the platform: its cores, one for each pool, and its
/// meters.
public final class QueueManagement {

  private final QueueSettings settings;
  private final RoutingSettings routing;
  private final Site site;

  public QueueManagement(QueueSettings settings, RoutingSettings routing, Site site) {
    this.settings = settings;
    this.routing = routing;
    this.site = site;
  }

  /// Queues that are always open, and agents who serve everybody for whom they have the skills.
  public QueueManagement(QueueSettings settings, Site site) {
    this(settings, RoutingSettings.of(site), site);
  }

  /// Makes the core of a pool; the key is the pool's name.
  public Decider.Factory deciders() {
    return key -> {
      PoolName pool = new PoolName(key);
      return new LineDecider(
          pool,
          settings.line(),
          settings.places(),
          settings.prediction(),
          routing.of(pool, site),
          new TalkRules(site.talk().interpreters().keySet(), site.talk().ringTime()));
    };
  }

  /// Keeps the queue manager's meters from what is decided from now on, until closed.
  public MessageReader.Subscription measure(MessageReader reader, MeterRegistry registry) {
    LineMeters meters = new LineMeters(registry);
    return reader.readGathered("queue-meters", Set.of(Topic.DECISIONS), Duration.ZERO, meters);
  }
}
