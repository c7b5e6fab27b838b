package org.ringfence.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.settings.SettingsReader;
import org.ringfence.site.Site.Agent;
import org.ringfence.site.Site.Queue;
import org.ringfence.site.Site.Terms;

/// Reads the agents' file against the queues and skills of the main file.
final class AgentsFile {

  private final List<Queue> queues;
  private final SkillKinds kinds;

  private final Set<String> calendars;

  AgentsFile(List<Queue> queues, SkillKinds kinds, Set<String> calendars) {
    this.queues = queues;
    this.kinds = kinds;
    this.calendars = calendars;
  }

  /// The agents; problems are noted in the file.
  List<Agent> read(SettingsReader file) {
    List<Agent> agents = new ArrayList<>();
    Set<AgentId> seen = new HashSet<>();
    for (SettingsReader section : file.sections("agents")) {
      AgentId id = section.value("id", AgentsFile::agentId, new AgentId("none"));
      if (!seen.add(id)) {
        section.problem("id", "agent " + id + " is listed twice");
      }
      PoolName pool = section.value("pool", PoolName::new, new PoolName("main"));
      Set<QueueName> ofPool = queuesOf(pool);
      if (ofPool.isEmpty()) {
        section.problem("pool", "no queue has the pool " + pool + "; pools are " + pools());
      }
      Set<QueueName> serves = queues(section, pool, ofPool);
      agents.add(
          new Agent(
              id,
              section.text("name"),
              pool,
              levels(section),
              serves,
              terms(section, serves.isEmpty() ? ofPool : serves)));
    }
    return agents;
  }

  private Set<PoolName> pools() {
    Set<PoolName> pools = new TreeSet<>();
    queues.forEach(queue -> pools.add(queue.pool()));
    return pools;
  }

  private Set<QueueName> queuesOf(PoolName pool) {
    Set<QueueName> ofPool = new TreeSet<>();
    queues.stream()
        .filter(queue -> queue.pool().equals(pool))
        .forEach(queue -> ofPool.add(queue.name()));
    return ofPool;
  }

  /// Each skill as `es`, which is had as well as can be, or as `es:4`.
  private SortedMap<Skill, Integer> levels(SettingsReader section) {
    SortedMap<Skill, Integer> levels = new TreeMap<>();
    for (String text : section.texts("skills")) {
      String[] parts = text.split(":", 2);
      int level = Agent.BEST;
      if (parts.length > 1) {
        boolean isLevel = parts[1].matches("[1-9]|10");
        level = isLevel ? Integer.parseInt(parts[1]) : Agent.BEST;
        if (!isLevel) {
          section.problem("skills", "a level is 1 to 10, as in \"es:4\", not \"" + text + "\"");
        }
      }
      try {
        Skill skill = kinds.known(parts[0]);
        if (levels.put(skill, level) != null) {
          section.problem("skills", skill + " is listed twice");
        }
      } catch (IllegalArgumentException unknown) {
        section.problem("skills", String.valueOf(unknown.getMessage()));
      }
    }
    return levels;
  }

  private static Set<QueueName> queues(
      SettingsReader section, PoolName pool, Set<QueueName> ofPool) {
    Set<QueueName> serves = new TreeSet<>();
    if (!section.has("queues")) {
      return serves;
    }
    for (String name : section.texts("queues")) {
      try {
        QueueName queue = new QueueName(name);
        if (ofPool.contains(queue)) {
          serves.add(queue);
          continue;
        }
      } catch (IllegalArgumentException notAName) {
        // Told below like any other that is not there.
      }
      section.problem(
          "queues",
          "the pool " + pool + " has no queue \"" + name + "\"; its queues are " + ofPool);
    }
    if (serves.isEmpty()) {
      section.problem(
          "queues", "the agent would serve no queue; name some, or leave the key out for all");
    }
    return serves;
  }

  private Terms terms(SettingsReader section, Set<QueueName> serves) {
    @Nullable Duration ringTime =
        section.has("ring-time")
            ? section.duration("ring-time", Terms.SHORTEST_RING, Terms.LONGEST_RING)
            : null;
    @Nullable Duration wrapUp =
        section.has("wrap-up")
            ? section.duration("wrap-up", Duration.ZERO, Terms.LONGEST_WRAP_UP)
            : null;
    return new Terms(reservedFor(section, serves), ringTime, wrapUp, shift(section));
  }

  private @Nullable String shift(SettingsReader section) {
    if (!section.has("shift")) {
      return null;
    }
    String name = section.text("shift");
    if (!calendars.contains(name)) {
      section.problem(
          "shift", "there is no calendar \"" + name + "\" in the main file, only " + calendars);
    }
    return name;
  }

  private static @Nullable QueueName reservedFor(SettingsReader section, Set<QueueName> serves) {
    if (!section.has("reserved-for")) {
      return null;
    }
    String name = section.text("reserved-for");
    for (QueueName queue : serves) {
      if (queue.value().equals(name)) {
        return queue;
      }
    }
    section.problem(
        "reserved-for", "the agent does not serve the queue " + name + ", only " + serves);
    return null;
  }

  private static AgentId agentId(String text) {
    AgentNames.problemOfId(text)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    return new AgentId(text);
  }
}
