package org.ringfence.simulator.defence;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.ClopperPearson;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.PortUse;
import org.ringfence.simulator.results.RunResults;

/// What one defence did to one family of machines, and to the people of the same mornings.
final class FamilyScore {

  private final EnumMap<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final SlowestMorning firstAction = new SlowestMorning();
  private final SlowestMorning firstActionWhenOpen = new SlowestMorning();
  private final SlowestMorning firstRejection = new SlowestMorning();
  private final Set<String> harmed = new HashSet<>();
  private int attempts;
  private int reachedAgent;
  private int challenged;
  private int diverted;
  private double activeSeconds;
  private double agentSeconds;
  private int portsUsedMax;
  private int people;
  private int peopleServed;

  /// The first times of one morning.
  private static final class Firsts {
    double attempt = Double.NaN;
    double last = Double.NaN;
    double action = Double.NaN;
    double actionWhenOpen = Double.NaN;
    double rejection = Double.NaN;

    void note(AttemptResult result) {
      double at = result.atSeconds();
      attempt = earlier(attempt, at);
      last = at;
      boolean rejected = result.outcome() == Outcome.REJECTED;
      if (rejected || isActedOn(result)) {
        action = earlier(action, at);
      }
      // Before opening everybody hears that we are closed, so nothing but a refusal can follow.
      if (rejected || (at >= 0 && isActedOn(result))) {
        actionWhenOpen = earlier(actionWhenOpen, at);
      }
      if (rejected) {
        rejection = earlier(rejection, at);
      }
    }

    private static double earlier(double known, double at) {
      return Double.isNaN(known) ? at : known;
    }

    private static boolean isActedOn(AttemptResult result) {
      return result.challenged() || result.diverted() || result.outcome() == Outcome.LET_GO;
    }
  }

  /// @param morning that tells the people of one run from those of another
  void add(RunResults run, int morning) {
    Firsts firsts = new Firsts();
    Set<String> served = new HashSet<>();
    for (AttemptResult attempt : run.attempts()) {
      if (attempt.plan().isMachine()) {
        firsts.note(attempt);
        machine(attempt);
        continue;
      }
      if (attempt.isHarmful()) {
        harmed.add(morning + " " + attempt.plan().planId());
      }
      if (attempt.outcome().isServed()) {
        served.add(attempt.plan().planId());
      }
    }
    people += Math.toIntExact(run.plans().stream().filter(plan -> !plan.isMachine()).count());
    peopleServed += served.size();
    portsUsedMax = Math.max(portsUsedMax, PortUse.max(run.attempts()));
    if (!Double.isNaN(firsts.attempt)) {
      activeSeconds += firsts.last - firsts.attempt;
      double open = Math.max(0, firsts.attempt);
      firstAction.add(firsts.action - firsts.attempt);
      firstActionWhenOpen.add(Math.max(0, firsts.actionWhenOpen - open));
      firstRejection.add(firsts.rejection - firsts.attempt);
    }
  }

  private void machine(AttemptResult attempt) {
    attempts++;
    outcomes.merge(attempt.outcome(), 1, Integer::sum);
    reachedAgent += attempt.outcome().isServed() ? 1 : 0;
    challenged += attempt.challenged() ? 1 : 0;
    diverted += attempt.diverted() ? 1 : 0;
    agentSeconds += attempt.talkedSeconds();
  }

  private @Nullable Double share(double part) {
    return attempts == 0 ? null : part / attempts;
  }

  private @Nullable Double share(Outcome outcome) {
    return share(outcomes.getOrDefault(outcome, 0));
  }

  /// @param usualPerSecond how often people call
  Map<String, @Nullable Object> figures(double usualPerSecond) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("attempts", attempts);
    figures.put("times_usual", timesUsual(usualPerSecond));
    figures.put("reached_agent", reachedAgent);
    figures.put("recall", share(attempts - reachedAgent));
    figures.put("rejected_share", share(Outcome.REJECTED));
    figures.put("let_go_share", share(Outcome.LET_GO));
    figures.put("challenge_failed_share", share(Outcome.CHALLENGE_FAILED));
    figures.put("diverted_share", share(diverted));
    figures.put("challenged_share", share(challenged));
    figures.put("first_action_s", firstAction.seconds());
    figures.put("first_action_open_s", firstActionWhenOpen.seconds());
    figures.put("first_rejection_s", firstRejection.seconds());
    figures.put("agent_s", Math.rint(agentSeconds * 1000) / 1000);
    figures.put("ports_used_max", portsUsedMax);
    figures.put("people_plans", people);
    figures.put("people_served", peopleServed);
    figures.put("people_harmed", harmed.size());
    figures.put("people_harmed_lower95", ClopperPearson.lower95(harmed.size(), people));
    figures.put("people_harmed_upper95", ClopperPearson.upper95(harmed.size(), people));
    return figures;
  }

  /// All calls, people's included, over people's.
  private @Nullable Double timesUsual(double usualPerSecond) {
    return activeSeconds == 0 || usualPerSecond == 0
        ? null
        : Math.rint((attempts / activeSeconds / usualPerSecond + 1) * 100) / 100;
  }
}
