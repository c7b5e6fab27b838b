package org.ringfence.simulator.results;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The figures of a run in a few lines for the terminal.
public final class RunSummaryText {

  private RunSummaryText() {}

  /// The lines, each with its end.
  public static String of(RunResults run) {
    Map<String, @Nullable Object> summary = Summary.of(run);
    Map<?, ?> people = (Map<?, ?>) part(summary, "people");
    Map<?, ?> machines = (Map<?, ?>) part(summary, "machines");
    return """
    %sdefence %s, seed %d, %d attempts, %s of %d ports used at most, ended at %s s
    people   %s plans, %s served (%s), %s heard busy, %s harmed (at most %s of all), %s lost
             first attempt to an agent %s; waits of those served: mean %s, p50 %s, p95 %s, max %s
    machines %s plans, %s attempts, %s reached an agent and used %s of agents' time
    """
        .formatted(
            run.facts().partial() ? "PARTIAL (stopped before its end): " : "",
            run.facts().defence(),
            run.facts().seed(),
            run.attempts().size(),
            summary.get("ports_used_max"),
            run.facts().ports(),
            summary.get("until_s"),
            people.get("plans"),
            people.get("served"),
            share(people.get("served_share")),
            people.get("busy_plans"),
            people.get("harmed_plans"),
            share(people.get("harmed_share_upper95")),
            people.get("lost"),
            minutes(people.get("time_to_agent_rmst_s")),
            minutes(people.get("wait_mean_s")),
            minutes(people.get("wait_p50_s")),
            minutes(people.get("wait_p95_s")),
            minutes(people.get("wait_max_s")),
            machines.get("plans"),
            machines.get("attempts"),
            machines.get("reached_agent"),
            minutes(machines.get("agent_s")));
  }

  private static Object part(Map<String, @Nullable Object> summary, String name) {
    Object part = summary.get(name);
    if (part == null) {
      throw new IllegalStateException("a summary without " + name);
    }
    return part;
  }

  private static String share(@Nullable Object value) {
    return value instanceof Double share ? String.format(Locale.ROOT, "%.2f %%", share * 100) : "-";
  }

  private static String minutes(@Nullable Object seconds) {
    return seconds instanceof Double value
        ? String.format(Locale.ROOT, "%.1f min", value / 60)
        : "-";
  }
}
