package org.ringfence.simulator.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;

/// A share of a scenario that keeps its proportions: of each family of callers the same share, of
/// each group of agents with the same skills likewise, and of the ports. Who is in it is drawn by
/// name, so the same seed takes the same people.
///
/// @param share 1 for everything
public record Sample(List<CallerPlan> plans, List<AgentPlan> agents, int ports, double share) {

  public Sample {
    plans = List.copyOf(plans);
    agents = List.copyOf(agents);
  }

  public static Sample of(
      List<CallerPlan> plans, List<AgentPlan> agents, int ports, double share, Draws draws) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is over 0 and at most 1");
    }
    if (share == 1) {
      return new Sample(plans, agents, ports, 1);
    }
    return new Sample(
        some(plans, share, CallerPlan::family, CallerPlan::planId, draws),
        some(agents, share, agent -> agent.skills().toString(), agent -> agent.id().value(), draws),
        Math.max(1, (int) Math.round(ports * share)),
        share);
  }

  /// Keeps the order; at least one of each group.
  private static <T> List<T> some(
      List<T> all,
      double share,
      Function<T, String> groupOf,
      Function<T, String> nameOf,
      Draws draws) {
    Map<String, List<T>> groups = new TreeMap<>();
    all.forEach(
        each -> groups.computeIfAbsent(groupOf.apply(each), made -> new ArrayList<>()).add(each));
    Set<String> kept = new HashSet<>();
    for (List<T> group : groups.values()) {
      int count = Math.max(1, (int) Math.round(group.size() * share));
      group.sort(
          Comparator.comparingDouble((T each) -> draws.uniform(nameOf.apply(each), 0, "sample"))
              .thenComparing(nameOf));
      group.stream().limit(count).map(nameOf).forEach(kept::add);
    }
    return all.stream().filter(each -> kept.contains(nameOf.apply(each))).toList();
  }
}
