package org.ringfence.simulator.center;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.PoolName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.queue.QueueSettings;
import org.ringfence.queue.line.LineRules;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.site.Site;

/// The configured site and queue, with the plans' agents in the place of the configured ones.
final class SimulatedSite {

  /// Reports are for boards; nobody looks here.
  private static final Duration NO_REPORTS = Duration.ofDays(1);

  private SimulatedSite() {}

  /// All agents serve the pool of the main line. An agent whose skills name no language speaks all.
  static Site of(Site configured, List<AgentPlan> plans) {
    PoolName pool = poolOf(configured);
    List<Site.Agent> agents = new ArrayList<>(plans.size());
    for (AgentPlan plan : plans) {
      agents.add(new Site.Agent(plan.id(), plan.id().value(), pool, withLanguages(plan.skills())));
    }
    return new Site(configured.lines(), configured.queues(), agents);
  }

  static PoolName poolOf(Site site) {
    return site.queue(site.lines().getFirst().queue()).pool();
  }

  private static Set<Skill> withLanguages(Set<Skill> skills) {
    List<Skill> languages =
        Arrays.stream(Language.values()).map(language -> new Skill(language.code())).toList();
    if (languages.stream().anyMatch(skills::contains)) {
      return skills;
    }
    Set<Skill> more = new TreeSet<>(skills);
    more.addAll(languages);
    return more;
  }

  /// The rules of the line, with the longest wrap-up of the agents; who needs less says so.
  static QueueSettings queueOf(QueueSettings configured, List<AgentPlan> plans) {
    LineRules rules = configured.line();
    double wrapSeconds = plans.stream().mapToDouble(AgentPlan::wrapSeconds).max().orElse(0);
    return new QueueSettings(
        new LineRules(
            rules.ringTime(),
            rules.ringConfirm(),
            rules.ringMargin(),
            rules.missesBeforePause(),
            rules.missCooloff(),
            rules.missRest(),
            Duration.ofMillis(Math.round(wrapSeconds * 1000)),
            rules.divertedHandicap(),
            rules.unheardAgentShare(),
            NO_REPORTS,
            NO_REPORTS,
            rules.snapshotMargin(),
            rules.tombstoneLife()),
        configured.places(),
        configured.prediction());
  }
}
