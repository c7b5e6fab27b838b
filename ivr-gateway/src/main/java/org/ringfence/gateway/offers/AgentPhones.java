package org.ringfence.gateway.offers;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.gateway.ami.AgentDevice;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.ami.ChannelSeen;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// Which agents' phones can be reached: those that this Asterisk has a registered contact for and
/// that are not in a call which is no offer of ours: one of the safety queue, or one that somebody
/// else placed. A phone that is in use is not rung.
///
/// An agent has two phones, at the desk and in the browser, and can be reached by either. Where
/// both are registered the one in the browser is rung: who opened it sits before it.
public final class AgentPhones {

  /// More than can hang up while one snapshot is read.
  private static final int MAX_GONE = 1_000;

  private final @Nullable String node;
  private final SiteBook site;
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /// What is known of each phone, by device.
  private final Map<String, Boolean> registered = new HashMap<>();

  private final Map<AgentId, Boolean> said = new HashMap<>();

  /// The leg of each phone that is in a call which is no offer, by its unique id.
  private final Map<AgentId, String> elsewhere = new HashMap<>();

  /// Legs that are gone, the oldest first: a snapshot that was read before may still name them.
  private final Set<String> gone = new LinkedHashSet<>();

  /// @param systemName whose phones these are; empty where Asterisk has no name
  public AgentPhones(String systemName, SiteBook site, MessagePublisher bus, InstantSource clock) {
    this.node = systemName.isEmpty() ? null : systemName;
    this.site = site;
    this.bus = bus;
    this.clock = clock;
  }

  /// A phone came or went.
  public void on(AmiEvent.PhoneChanged changed) {
    Site.Agent agent = ofDevice(changed.device());
    if (agent != null) {
      note(agent, changed.device(), changed.reachable(), false);
    }
  }

  /// The device that is rung for an agent.
  public String device(AgentId agent) {
    String browser = AgentDevice.browser(agent.value());
    lock.lock();
    try {
      return registered.getOrDefault(browser, false) ? browser : AgentDevice.desk(agent.value());
    } finally {
      lock.unlock();
    }
  }

  private Site.@Nullable Agent ofDevice(String device) {
    Site.Agent agent =
        site.agents().get(AgentDevice.agentOf(device.substring(device.indexOf('/') + 1)));
    boolean phone =
        agent != null
            && (device.equals(AgentDevice.desk(agent.id().value()))
                || device.equals(AgentDevice.browser(agent.id().value())));
    return phone ? agent : null;
  }

  private Site.@Nullable Agent ofChannel(String channel) {
    return site.agents().get(AgentDevice.agentOf(ChannelSeen.endpoint(channel)));
  }

  /// A leg that is no offer's; when it is one of an agent's phone, that phone is in use.
  public void on(AmiEvent.LegCreated leg) {
    Site.Agent agent = ofChannel(leg.channel());
    if (agent == null) {
      return;
    }
    lock.lock();
    try {
      if (!gone.contains(leg.uniqueId())) {
        elsewhere.put(agent.id(), leg.uniqueId());
        if (isKnown(agent.id())) {
          say(agent, false);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// A leg of an agent's phone is gone.
  public void on(AmiEvent.LegHungUp leg) {
    Site.Agent agent = ofChannel(leg.channel());
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
  /// @param legs unique ids by agent
  public void inOtherCalls(Map<String, String> legs) {
    lock.lock();
    try {
      for (Map.Entry<String, Site.Agent> entry : site.agents().entrySet()) {
        AgentId agent = entry.getValue().id();
        String leg = legs.get(entry.getKey());
        if (leg == null || gone.contains(leg)) {
          elsewhere.remove(agent);
        } else {
          elsewhere.put(agent, leg);
        }
        if (isKnown(agent)) {
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
    for (Site.Agent agent : site.agents().values()) {
      lock.lock();
      try {
        boolean news = learn(AgentDevice.desk(agent.id().value()), read);
        news |= learn(AgentDevice.browser(agent.id().value()), read);
        if (news) {
          say(agent, everything);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean learn(String device, Map<String, Boolean> read) {
    Boolean now = read.get(device);
    if (now != null) {
      registered.put(device, now);
    }
    return now != null;
  }

  private boolean isKnown(AgentId agent) {
    return registered.containsKey(AgentDevice.desk(agent.value()))
        || registered.containsKey(AgentDevice.browser(agent.value()));
  }

  private void note(Site.Agent agent, String device, boolean now, boolean always) {
    lock.lock();
    try {
      registered.put(device, now);
      say(agent, always);
    } finally {
      lock.unlock();
    }
  }

  private void say(Site.Agent agent, boolean always) {
    String id = agent.id().value();
    boolean there =
        registered.getOrDefault(AgentDevice.desk(id), false)
            || registered.getOrDefault(AgentDevice.browser(id), false);
    boolean now = there && !elsewhere.containsKey(agent.id());
    Boolean before = said.put(agent.id(), now);
    if (always || before == null || before != now) {
      bus.publish(new AgentPhoneChanged(agent.id(), clock.instant(), agent.pool(), now, node));
    }
  }
}
