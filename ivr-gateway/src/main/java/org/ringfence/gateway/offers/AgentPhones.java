package org.ringfence.gateway.offers;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.ami.ChannelSeen;
import org.ringfence.site.Site;

/// Which agents' phones can be reached: those that this Asterisk has a registered contact for and
/// that are not in a call which is no offer of ours: one of the safety queue, or one that somebody
/// else placed. A phone that is in use is not rung.
public final class AgentPhones {

  private static final String TECHNOLOGY = "PJSIP/";

  /// More than can hang up while one snapshot is read.
  private static final int MAX_GONE = 1_000;

  private final @Nullable String node;
  private final Map<String, Site.Agent> agents = new LinkedHashMap<>();
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<AgentId, Boolean> registered = new HashMap<>();
  private final Map<AgentId, Boolean> said = new HashMap<>();

  /// The leg of each phone that is in a call which is no offer, by its unique id.
  private final Map<AgentId, String> elsewhere = new HashMap<>();

  /// Legs that are gone, the oldest first: a snapshot that was read before may still name them.
  private final Set<String> gone = new LinkedHashSet<>();

  /// @param systemName whose phones these are; empty where Asterisk has no name
  public AgentPhones(String systemName, Site site, MessagePublisher bus, InstantSource clock) {
    this.node = systemName.isEmpty() ? null : systemName;
    site.agents().forEach(agent -> agents.put(TECHNOLOGY + agent.id().value(), agent));
    this.bus = bus;
    this.clock = clock;
  }

  /// A phone came or went.
  public void on(AmiEvent.PhoneChanged changed) {
    Site.Agent agent = agents.get(changed.device());
    if (agent != null) {
      note(agent, changed.reachable(), false);
    }
  }

  /// A leg that is no offer's; when it is one of an agent's phone, that phone is in use.
  public void on(AmiEvent.LegCreated leg) {
    Site.Agent agent = agents.get(TECHNOLOGY + ChannelSeen.endpoint(leg.channel()));
    if (agent == null) {
      return;
    }
    lock.lock();
    try {
      if (!gone.contains(leg.uniqueId())) {
        elsewhere.put(agent.id(), leg.uniqueId());
        if (registered.containsKey(agent.id())) {
          say(agent, false);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// A leg of an agent's phone is gone.
  public void on(AmiEvent.LegHungUp leg) {
    Site.Agent agent = agents.get(TECHNOLOGY + ChannelSeen.endpoint(leg.channel()));
    if (agent == null) {
      return;
    }
    lock.lock();
    try {
      gone.add(leg.uniqueId());
      if (gone.size() > MAX_GONE) {
        gone.remove(gone.iterator().next());
      }
      if (elsewhere.remove(agent.id(), leg.uniqueId())) {
        say(agent, false);
      }
    } finally {
      lock.unlock();
    }
  }

  /// A snapshot read which phones are in calls that are no offers: those of the safety queue.
  ///
  /// @param legs unique ids by device
  public void inOtherCalls(Map<String, String> legs) {
    lock.lock();
    try {
      for (Map.Entry<String, Site.Agent> entry : agents.entrySet()) {
        AgentId agent = entry.getValue().id();
        String leg = legs.get(entry.getKey());
        if (leg == null || gone.contains(leg)) {
          elsewhere.remove(agent);
        } else {
          elsewhere.put(agent, leg);
        }
        if (registered.containsKey(agent)) {
          say(entry.getValue(), false);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Reads every phone's state, and says what changed or, after a gap in the events, everything.
  public void refresh(AmiActions ami, boolean everything) throws IOException {
    Map<String, Boolean> read = ami.phones();
    for (Map.Entry<String, Site.Agent> entry : agents.entrySet()) {
      Boolean now = read.get(entry.getKey());
      if (now != null) {
        note(entry.getValue(), now, everything);
      }
    }
  }

  private void note(Site.Agent agent, boolean now, boolean always) {
    lock.lock();
    try {
      registered.put(agent.id(), now);
      say(agent, always);
    } finally {
      lock.unlock();
    }
  }

  private void say(Site.Agent agent, boolean always) {
    boolean now = registered.getOrDefault(agent.id(), false) && !elsewhere.containsKey(agent.id());
    Boolean before = said.put(agent.id(), now);
    if (always || before == null || before != now) {
      bus.publish(new AgentPhoneChanged(agent.id(), clock.instant(), agent.pool(), now, node));
    }
  }
}
