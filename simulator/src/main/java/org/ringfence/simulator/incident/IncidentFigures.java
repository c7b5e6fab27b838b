package org.ringfence.simulator.incident;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Skill;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.results.Summary;
import org.ringfence.simulator.results.Waits;

/// What came of one seed's three mornings.
///
/// @param people without machines, and without a defence
/// @param off under attack without a defence
/// @param on under attack with ours
public record IncidentFigures(long seed, Morning people, Morning off, Morning on) {

  /// One morning. Shares are of people's plans, waits in line of those served.
  ///
  /// @param timeToAgentSeconds from the first attempt to an agent over all people, the unserved
  ///   counted to the morning's end
  /// @param busyPlans people who heard a busy signal at least once
  /// @param waitP95GeneralSeconds of those who need no specialist; null when none was served
  /// @param waitP95SpecialistSeconds of those who do; null when none was served
  /// @param overTwoHoursShare of those served, waits of more than two hours
  public record Morning(
      double timeToAgentSeconds,
      double servedShare,
      double busyPlans,
      double busyShare,
      double harmedShare,
      double waitMeanSeconds,
      double waitP95Seconds,
      @Nullable Double waitP95GeneralSeconds,
      @Nullable Double waitP95SpecialistSeconds,
      double overTwoHoursShare,
      double machineAttempts,
      double machinesReachedAgent,
      double machineAgentSeconds,
      double peopleAgentSeconds) {

    private static final double TWO_HOURS = 7_200;
    private static final Skill SPECIALIST = new Skill("specialist");

    static Morning of(RunResults run) {
      Map<String, @Nullable Object> summary = Summary.of(run);
      Map<?, ?> people = part(summary, "people");
      Map<?, ?> machines = part(summary, "machines");
      double plans = number(people, "plans");
      double served = number(people, "served");
      double talked = 0;
      int long2 = 0;
      for (AttemptResult attempt : run.attempts()) {
        if (!attempt.plan().isMachine() && attempt.outcome().isServed()) {
          talked += attempt.talkedSeconds();
          long2 += attempt.waitSeconds() > TWO_HOURS ? 1 : 0;
        }
      }
      return new Morning(
          number(people, "time_to_agent_rmst_s"),
          served / plans,
          number(people, "busy_plans"),
          number(people, "busy_plans") / plans,
          number(people, "harmed_plans") / plans,
          number(people, "wait_mean_s"),
          number(people, "wait_p95_s"),
          waitP95Seconds(run, false),
          waitP95Seconds(run, true),
          served == 0 ? 0 : long2 / served,
          number(machines, "attempts"),
          number(machines, "reached_agent"),
          number(machines, "agent_s"),
          talked);
    }

    private static @Nullable Double waitP95Seconds(RunResults run, boolean specialist) {
      return Waits.ofServed(
              run.attempts().stream()
                  .filter(attempt -> !attempt.plan().isMachine())
                  .filter(attempt -> SPECIALIST.equals(attempt.plan().skill()) == specialist)
                  .toList())
          .quantile(0.95);
    }

    private static Map<?, ?> part(Map<String, @Nullable Object> summary, String name) {
      if (summary.get(name) instanceof Map<?, ?> part) {
        return part;
      }
      throw new IllegalStateException("a summary without " + name);
    }

    private static double number(Map<?, ?> figures, String name) {
      return figures.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
  }
}
