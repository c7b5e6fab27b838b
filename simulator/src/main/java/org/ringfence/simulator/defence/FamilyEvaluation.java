package org.ringfence.simulator.defence;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.ClopperPearson;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;

/// One family of machines on an ordinary morning, against every rival: the same people and the same
/// machines, to the last draw.
final class FamilyEvaluation {

  /// Apart from every seed that a morning of this evaluation has.
  private static final long YESTERDAY = 1_000_003;

  private final CenterSettings ours;
  private final CenterSettings off;
  private final Traffic traffic;

  /// @param ours the center with our defence on
  /// @param off the same with the defence off
  FamilyEvaluation(CenterSettings ours, CenterSettings off, Traffic traffic) {
    this.ours = ours;
    this.off = off;
    this.traffic = traffic;
  }

  /// What one rival did, summed over mornings.
  static final class Score {
    int attempts;
    int reachedAgent;
    int refused;
    double agentSeconds;
    double firstActionSeconds = Double.NaN;
    double firstRejectionSeconds = Double.NaN;
    final Set<String> harmed = new HashSet<>();
    int people;
    int peopleServed;

    void add(RunResults run, int morning) {
      double first = Double.NaN;
      for (AttemptResult attempt : run.attempts()) {
        if (attempt.plan().isMachine()) {
          first = Double.isNaN(first) ? attempt.atSeconds() : first;
          machine(attempt, first);
        } else if (attempt.isHarmful()) {
          harmed.add(morning + " " + attempt.plan().planId());
        }
      }
      Set<String> served = new HashSet<>();
      run.attempts().stream()
          .filter(attempt -> !attempt.plan().isMachine() && attempt.outcome().isServed())
          .forEach(attempt -> served.add(attempt.plan().planId()));
      for (CallerPlan plan : run.plans()) {
        people += plan.isMachine() ? 0 : 1;
      }
      peopleServed += served.size();
    }

    private void machine(AttemptResult attempt, double first) {
      attempts++;
      boolean refusedNow = attempt.outcome() == Outcome.REJECTED;
      reachedAgent += attempt.outcome().isServed() ? 1 : 0;
      refused += refusedNow ? 1 : 0;
      agentSeconds += attempt.talkedSeconds();
      double after = attempt.atSeconds() - first;
      boolean acted =
          refusedNow
              || attempt.challenged()
              || attempt.diverted()
              || attempt.outcome() == Outcome.LET_GO;
      if (acted && !(firstActionSeconds <= after)) {
        firstActionSeconds = after;
      }
      if (refusedNow && !(firstRejectionSeconds <= after)) {
        firstRejectionSeconds = after;
      }
    }

    Map<String, @Nullable Object> figures() {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("attempts", attempts);
      figures.put("reached_agent", reachedAgent);
      figures.put("recall", attempts == 0 ? null : 1 - (double) reachedAgent / attempts);
      figures.put("rejected_share", attempts == 0 ? null : (double) refused / attempts);
      figures.put("first_action_s", finite(firstActionSeconds));
      figures.put("first_rejection_s", finite(firstRejectionSeconds));
      figures.put("agent_s", Math.rint(agentSeconds * 1000) / 1000);
      figures.put("people_plans", people);
      figures.put("people_served", peopleServed);
      figures.put("people_harmed", harmed.size());
      figures.put("people_harmed_lower95", ClopperPearson.lower95(harmed.size(), people));
      figures.put("people_harmed_upper95", ClopperPearson.upper95(harmed.size(), people));
      return figures;
    }

    private static @Nullable Double finite(double value) {
      return Double.isNaN(value) ? null : Math.rint(value * 1000) / 1000;
    }
  }

  /// Plays mornings; the first has the given seed, the others those that follow.
  Map<Rival, Score> evaluate(String family, long seed, int mornings) {
    Map<Rival, Score> scores = new EnumMap<>(Rival.class);
    for (int morning = 0; morning < mornings; morning++) {
      long today = seed + morning;
      Scenario scenario = traffic.make(List.of(Traffic.PEOPLE, family), today);
      Set<String> yesterday = repeated(traffic.make(List.of(family), today + YESTERDAY));
      for (Rival rival : Rival.values()) {
        RunResults run =
            new VirtualCenter(
                    rival == Rival.RINGFENCE ? ours : off,
                    scenario.callers(),
                    scenario.agents(),
                    today,
                    rival.detector(yesterday))
                .run(
                    new VirtualCenter.RunOrder(today, "", Double.POSITIVE_INFINITY),
                    (_, _) -> true);
        scores.computeIfAbsent(rival, any -> new Score()).add(run, morning);
      }
    }
    return scores;
  }

  private static Set<String> repeated(Scenario attack) {
    Set<String> once = new HashSet<>();
    Set<String> more = new HashSet<>();
    for (CallerPlan plan : attack.callers()) {
      String number = plan.signalling().number().raw();
      if (!number.isEmpty() && !once.add(number)) {
        more.add(number);
      }
    }
    return more;
  }
}
