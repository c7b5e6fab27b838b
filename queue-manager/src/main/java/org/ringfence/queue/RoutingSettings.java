package org.ringfence.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.queue.line.AgentRules;
import org.ringfence.queue.line.QueueRules;
import org.ringfence.queue.line.QueueRules.AgentOrder;
import org.ringfence.queue.line.QueueRules.Overflow;
import org.ringfence.queue.line.QueueRules.Reserve;
import org.ringfence.queue.line.QueueRules.Widening;
import org.ringfence.queue.line.RoutingRules;
import org.ringfence.settings.SettingsReader;
import org.ringfence.site.Site;
import org.ringfence.site.SkillKinds;

/// How queues are served: the section `queues` of the main file.
///
/// @param queues how each queue is served
public record RoutingSettings(SortedMap<QueueName, QueueRules> queues) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// More callers than any machine holds: whoever means no bound leaves the key out.
  private static final int MOST_WAITING = 100_000;

  public RoutingSettings {
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
  }

  /// What a site's names alone say: open always, served by all agents who have the skills.
  public static RoutingSettings of(Site site) {
    TreeMap<QueueName, QueueRules> queues = new TreeMap<>();
    site.queues().forEach(queue -> queues.put(queue.name(), QueueRules.PLAIN));
    return new RoutingSettings(queues);
  }

  /// The rules of one pool.
  RoutingRules of(PoolName pool, Site site) {
    TreeMap<QueueName, QueueRules> ofPool = new TreeMap<>();
    site.queues().stream()
        .filter(queue -> queue.pool().equals(pool))
        .forEach(
            queue -> ofPool.put(queue.name(), queues.getOrDefault(queue.name(), QueueRules.PLAIN)));
    TreeMap<AgentId, AgentRules> agentsOfPool = new TreeMap<>();
    for (Site.Agent agent : site.agentsOf(pool)) {
      agentsOfPool.put(agent.id(), AgentRules.of(agent.profile(), site.calendars()));
    }
    return new RoutingRules(ofPool, agentsOfPool, site.calendars());
  }

  /// Reads the main file after [Site#from]; problems are noted there.
  public static RoutingSettings from(SettingsReader main, Site site) {
    SkillKinds kinds = SkillKinds.from(main.section("skills"));
    SettingsReader queueSections = main.section("queues");
    TreeMap<QueueName, QueueRules> queues = new TreeMap<>();
    for (Site.Queue queue : site.queues()) {
      QueueReading reading =
          new QueueReading(queueSections.section(queue.name().value()), queue, site, kinds);
      queues.put(queue.name(), reading.rules(site.calendars()));
    }
    return new RoutingSettings(queues);
  }

  /// One queue's section.
  private record QueueReading(
      SettingsReader section, Site.Queue queue, Site site, SkillKinds kinds) {

    QueueRules rules(Map<String, Calendar> calendars) {
      int level = section.integer("level", 1, QueueRules.BEST_LEVEL);
      return new QueueRules(
          hours(calendars),
          section.duration("priority", Duration.ZERO, QueueRules.MAX_CREDIT),
          level,
          widening(level),
          section.value("agent-order", RoutingSettings::order, AgentOrder.LONGEST_IDLE),
          section.has("overflow") ? overflow(section.section("overflow")) : null,
          section.has("reserve") ? reserve(section.section("reserve")) : QueueRules.PLAIN.reserve(),
          section.has("ring-time")
              ? section.duration("ring-time", SECOND.multipliedBy(3), SECOND.multipliedBy(300))
              : null,
          section.has("wrap-up") ? section.duration("wrap-up", Duration.ZERO, HOUR) : null,
          section.has("most-waiting") ? section.integer("most-waiting", 1, MOST_WAITING) : 0);
    }

    private Calendar hours(Map<String, Calendar> calendars) {
      String name = section.text("hours");
      @Nullable Calendar calendar = calendars.get(name);
      if (calendar == null) {
        section.problem(
            "hours",
            "there is no calendar \""
                + name
                + "\"; calendars are "
                + new TreeSet<>(calendars.keySet()));
        return QueueRules.PLAIN.hours();
      }
      return calendar;
    }

    private List<Widening> widening(int firstLevel) {
      List<Widening> steps = new ArrayList<>();
      Duration before = Duration.ZERO;
      int level = firstLevel;
      TreeSet<Skill> waived = new TreeSet<>();
      for (SettingsReader step : section.sections("widening")) {
        Duration after = step.duration("after", SECOND, DAY);
        if (after.compareTo(before) <= 0) {
          step.problem("after", "must be later than the step before");
          continue;
        }
        int next = step.has("level") ? step.integer("level", 1, QueueRules.BEST_LEVEL) : level;
        if (next > level) {
          step.problem("level", "must not ask for more than the step before, which is " + level);
          next = level;
        }
        level = next;
        if (step.has("without")) {
          waived.addAll(waived(step));
        } else if (!step.has("level")) {
          step.problem("level", "a step must lower the level, or name what it goes without");
        }
        steps.add(new Widening(after, level, waived));
        before = after;
      }
      if (steps.size() > QueueRules.MAX_WIDENINGS) {
        section.problem("widening", "may have " + QueueRules.MAX_WIDENINGS + " steps at most");
      }
      return steps;
    }

    /// Each a skill, or a kind of skills.
    private Set<Skill> waived(SettingsReader step) {
      TreeSet<Skill> waived = new TreeSet<>();
      for (String name : step.texts("without")) {
        @Nullable Set<Skill> ofKind = kinds.byKind().get(name);
        if (ofKind != null) {
          waived.addAll(ofKind);
        } else if (kinds.all().stream().anyMatch(skill -> skill.value().equals(name))) {
          waived.add(new Skill(name));
        } else {
          step.problem(
              "without",
              "there is no skill and no kind of skills \""
                  + name
                  + "\"; kinds are "
                  + new TreeSet<>(kinds.byKind().keySet())
                  + ", skills "
                  + kinds.all());
        }
      }
      return waived;
    }

    private @Nullable Overflow overflow(SettingsReader overflow) {
      Set<QueueName> to = new TreeSet<>();
      for (String name : overflow.texts("to")) {
        site.queues().stream()
            .filter(other -> other.name().value().equals(name))
            .filter(other -> other.pool().equals(queue.pool()) && !other.equals(queue))
            .forEach(other -> to.add(other.name()));
        if (to.stream().noneMatch(found -> found.value().equals(name))) {
          overflow.problem(
              "to", "the pool " + queue.pool() + " has no other queue \"" + name + "\"");
        }
      }
      Duration above = overflow.duration("above", SECOND, DAY);
      Duration until = overflow.duration("until", Duration.ZERO, DAY);
      if (until.compareTo(above) >= 0) {
        overflow.problem("until", "must be less than `above`, or help would go on and off");
        return null;
      }
      if (to.isEmpty()) {
        overflow.problem("to", "must name at least one other queue of the pool");
        return null;
      }
      return new Overflow(to, above, until);
    }

    private static Reserve reserve(SettingsReader reserve) {
      return new Reserve(
          reserve.flag("when-idle"),
          reserve.has("others-after") ? reserve.duration("others-after", SECOND, DAY) : null);
    }
  }

  private static AgentOrder order(String text) {
    return switch (text) {
      case "longest-idle" -> AgentOrder.LONGEST_IDLE;
      case "least-occupied" -> AgentOrder.LEAST_OCCUPIED;
      default ->
          throw new IllegalArgumentException("must be longest-idle or least-occupied, not " + text);
    };
  }
}
