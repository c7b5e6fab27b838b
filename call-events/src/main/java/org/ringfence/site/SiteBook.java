package org.ringfence.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.hours.Calendar;

/// The call center as it is now: as its files say, with what administrators changed since.
///
/// What does not fit the files any more, because they were changed at a restart, counts for
/// nothing: an agent of a pool that is gone, hours of a calendar that is gone. Several threads may
/// use a book.
public final class SiteBook implements Supplier<Site> {

  private final Site configured;
  private final Map<String, SiteChange> changes = new TreeMap<>();
  private final List<Consumer<? super SiteChange>> listeners = new CopyOnWriteArrayList<>();
  private volatile Site now;
  private volatile Map<String, Site.Agent> agentsNow;

  public SiteBook(Site configured) {
    this.configured = configured;
    this.now = configured;
    this.agentsNow = byId(configured);
  }

  private static Map<String, Site.Agent> byId(Site site) {
    Map<String, Site.Agent> agents = new LinkedHashMap<>();
    site.agents().forEach(agent -> agents.put(agent.id().value(), agent));
    return Collections.unmodifiableMap(agents);
  }

  /// The site at this moment. What it says of a moment ago may have changed: ask again.
  @Override
  public Site get() {
    return now;
  }

  /// The agents at this moment, by id.
  public Map<String, Site.Agent> agents() {
    return agentsNow;
  }

  /// What the files say.
  public Site configured() {
    return configured;
  }

  /// The last change of each thing, by key.
  public synchronized List<SiteChange> changes() {
    return List.copyOf(changes.values());
  }

  /// Hears of each change from now on, after the site has it, on the thread that told it.
  public void onChange(Consumer<? super SiteChange> listener) {
    listeners.add(listener);
  }

  /// Takes a change, unless a later one of the same thing was heard before.
  public void hear(SiteChange change) {
    synchronized (this) {
      SiteChange before = changes.get(change.key());
      if (before != null && (before.at().isAfter(change.at()) || before.equals(change))) {
        return;
      }
      changes.put(change.key(), change);
      now = changed();
      agentsNow = byId(now);
    }
    listeners.forEach(listener -> listener.accept(change));
  }

  private Site changed() {
    Map<String, Calendar> calendars = new TreeMap<>(configured.calendars());
    Map<AgentId, Site.Agent> agents = new LinkedHashMap<>();
    configured.agents().forEach(agent -> agents.put(agent.id(), agent));
    for (SiteChange change : changes.values()) {
      switch (change) {
        case AgentChanged agent -> take(agent, agents);
        case HoursChanged hours -> take(hours, calendars);
        case SiteChange.PromptChanged _ -> {}
      }
    }
    List<Site.Queue> queues = new ArrayList<>();
    for (Site.Queue queue : configured.queues()) {
      Calendar hours = calendars.getOrDefault(queue.hours().name(), queue.hours());
      queues.add(new Site.Queue(queue.name(), queue.pool(), hours));
    }
    return new Site(
        configured.lines(),
        queues,
        List.copyOf(agents.values()),
        calendars,
        configured.talk(),
        configured.skills());
  }

  private void take(AgentChanged change, Map<AgentId, Site.Agent> agents) {
    AgentProfile profile = change.profile();
    if (profile != null && configured.pools().contains(change.pool())) {
      agents.put(change.agent(), Site.Agent.of(change.agent(), change.pool(), profile));
    } else if (!change.configured()) {
      agents.remove(change.agent());
    }
  }

  private static void take(HoursChanged change, Map<String, Calendar> calendars) {
    HoursPlan hours = change.hours();
    if (hours != null && calendars.containsKey(change.calendar())) {
      calendars.put(change.calendar(), Calendar.of(change.calendar(), hours));
    }
  }
}
