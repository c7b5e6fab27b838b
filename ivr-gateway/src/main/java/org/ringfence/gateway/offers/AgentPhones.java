package org.ringfence.gateway.offers;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.site.Site;

/// Which agents' phones can be reached: those that Asterisk has a registered contact for.
public final class AgentPhones {

  private static final String TECHNOLOGY = "PJSIP/";

  private final Map<String, Site.Agent> agents = new LinkedHashMap<>();
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<AgentId, Boolean> reachable = new HashMap<>();

  public AgentPhones(Site site, MessagePublisher bus, InstantSource clock) {
    site.agents().forEach(agent -> agents.put(TECHNOLOGY + agent.id().value(), agent));
    this.bus = bus;
    this.clock = clock;
  }

  /// A phone came or went.
  public void on(AmiEvent.PhoneChanged changed) {
    Site.Agent agent = agents.get(changed.device());
    if (agent != null) {
      say(agent, changed.reachable(), false);
    }
  }

  /// Reads every phone's state, and says what changed or, after a gap in the events, everything.
  public void refresh(AmiActions ami, boolean everything) throws IOException {
    Map<String, Boolean> read = ami.phones();
    for (Map.Entry<String, Site.Agent> entry : agents.entrySet()) {
      Boolean now = read.get(entry.getKey());
      if (now != null) {
        say(entry.getValue(), now, everything);
      }
    }
  }

  private void say(Site.Agent agent, boolean now, boolean always) {
    lock.lock();
    try {
      Boolean before = reachable.put(agent.id(), now);
      if (always || before == null || before != now) {
        bus.publish(new AgentPhoneChanged(agent.id(), clock.instant(), agent.pool(), now));
      }
    } finally {
      lock.unlock();
    }
  }
}
