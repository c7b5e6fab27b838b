package org.ringfence.simulator.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;

/// The figures of a run, in the shape of `summary.json`; `docs/caller-plans.md` explains each.
public final class Summary {

  private final RunResults run;
  private final List<PlanRecord> records;

  private Summary(RunResults run) {
    this.run = run;
    Map<String, PlanRecord> byId = new HashMap<>();
    records = new ArrayList<>(run.plans().size());
    run.plans()
        .forEach(plan -> {
          PlanRecord record = new PlanRecord(plan);
          records.add(record);
          byId.put(plan.planId(), record);
        });
    for (AttemptResult attempt : run.attempts()) {
      PlanRecord record = byId.get(attempt.plan().planId());
      if (record == null) {
        throw new IllegalArgumentException("an attempt of no plan: " + attempt.plan().planId());
      }
      record.add(attempt);
    }
  }

  /// The whole document, keys in their documented order.
  public static Map<String, @Nullable Object> of(RunResults run) {
    Summary summary = new Summary(run);
    RunResults.Facts facts = run.facts();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("seed", facts.seed());
    document.put("defence", facts.defence());
    document.put("ports", facts.ports());
    document.put("ports_used_max", PortUse.max(run.attempts()));
    document.put("config_sha256", facts.configSha256());
    document.put("attempts", run.attempts().size());
    document.put("until_s", Figures.of(facts.untilSeconds()));
    document.put("partial", facts.partial());
    document.put("families", summary.families());
    document.put("people", summary.people());
    document.put("machines", summary.machines());
    document.put("callbacks", summary.callbacks());
    document.put("by_mode", summary.byMode());
    document.put("prediction", PredictionQuality.of(run.attempts()));
    return document;
  }

  private Map<String, @Nullable Object> families() {
    Map<String, List<AttemptResult>> attempts = new HashMap<>();
    for (AttemptResult attempt : run.attempts()) {
      attempts.computeIfAbsent(attempt.plan().family(), any -> new ArrayList<>()).add(attempt);
    }
    Map<String, List<PlanRecord>> plans = new TreeMap<>();
    for (PlanRecord plan : records) {
      plans.computeIfAbsent(plan.plan.family(), any -> new ArrayList<>()).add(plan);
    }
    Map<String, @Nullable Object> families = new LinkedHashMap<>();
    plans.forEach((family, members) ->
        families.put(family, family(members, attempts.getOrDefault(family, List.of()))));
    return families;
  }

  private static Map<String, @Nullable Object> family(
      List<PlanRecord> plans, List<AttemptResult> attempts) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("label", plans.getFirst().plan.label().name().toLowerCase(Locale.ROOT));
    figures.put("plans", plans.size());
    figures.put("attempts", attempts.size());
    figures.put("distinct_numbers", distinctNumbers(plans));
    figures.put("outcomes", outcomes(attempts));
    figures.put("challenged", count(attempts, AttemptResult::challenged));
    figures.put("diverted", count(attempts, AttemptResult::diverted));
    figures.put("joined", count(attempts, attempt -> !Double.isNaN(attempt.joinedSeconds())));
    int reached = count(attempts, attempt -> attempt.outcome().isServed());
    figures.put("reached_agent", reached);
    figures.put("reached_agent_share", Figures.ratio(reached, attempts.size()));
    figures.put("agent_s", agentSeconds(attempts));
    figures.put("port_s", portSeconds(attempts));
    figures.put("first_attempt_s", attempts.isEmpty() ? null : attempts.getFirst().atSeconds());
    figures.put("first_action_s", firstActionSeconds(attempts));
    int harmed = count(plans, plan -> plan.harmed);
    figures.put("harmed_plans", harmed);
    figures.put("harmed_share_upper95", Figures.of(ClopperPearson.upper95(harmed, plans.size())));
    figures.put("served_share", Figures.ratio(count(plans, PlanRecord::isServed), plans.size()));
    Waits waits = Waits.ofServed(attempts);
    figures.put("wait_mean_s", Figures.of(waits.mean()));
    figures.put("wait_p95_s", Figures.of(waits.quantile(0.95)));
    return figures;
  }

  private static int distinctNumbers(List<PlanRecord> plans) {
    Set<String> numbers = new HashSet<>();
    for (PlanRecord plan : plans) {
      String number = plan.plan.signalling().number().raw();
      if (!number.isEmpty()) {
        numbers.add(number);
      }
    }
    return numbers.size();
  }

  private static Map<String, @Nullable Object> outcomes(List<AttemptResult> attempts) {
    EnumMap<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    attempts.forEach(attempt -> counts.merge(attempt.outcome(), 1, Integer::sum));
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    int sum = 0;
    for (Outcome outcome : Outcome.values()) {
      int count = counts.getOrDefault(outcome, 0);
      figures.put(outcome.word(), count);
      sum += count;
    }
    if (sum != attempts.size()) {
      throw new IllegalStateException("outcomes do not add up to the attempts");
    }
    return figures;
  }

  private static @Nullable Double firstActionSeconds(List<AttemptResult> attempts) {
    for (AttemptResult attempt : attempts) {
      boolean acted =
          attempt.challenged()
              || attempt.diverted()
              || attempt.outcome() == Outcome.LET_GO
              || attempt.outcome() == Outcome.REJECTED;
      if (acted) {
        return Figures.of(attempt.atSeconds() - attempts.getFirst().atSeconds());
      }
    }
    return null;
  }

  private static @Nullable Double agentSeconds(Collection<AttemptResult> attempts) {
    return Figures.of(attempts.stream().mapToDouble(AttemptResult::talkedSeconds).sum());
  }

  private static @Nullable Double portSeconds(Collection<AttemptResult> attempts) {
    return Figures.of(attempts.stream().mapToDouble(AttemptResult::portSeconds).sum());
  }

  private static <T> int count(Collection<T> all, Predicate<T> wanted) {
    return Math.toIntExact(all.stream().filter(wanted).count());
  }

  private Map<String, @Nullable Object> people() {
    List<PlanRecord> people = records.stream().filter(plan -> !plan.plan.isMachine()).toList();
    List<AttemptResult> attempts =
        run.attempts().stream().filter(attempt -> !attempt.plan().isMachine()).toList();
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    int served = count(people, PlanRecord::isServed);
    int harmed = count(people, plan -> plan.harmed);
    figures.put("plans", people.size());
    figures.put("served", served);
    figures.put("served_share", Figures.ratio(served, people.size()));
    figures.put("harmed_plans", harmed);
    figures.put("harmed_share_upper95", Figures.of(ClopperPearson.upper95(harmed, people.size())));
    figures.put("rejected_plans", count(people, plan -> plan.rejected));
    figures.put("challenged_plans", count(people, plan -> plan.challenged));
    figures.put("busy_plans", count(people, plan -> plan.busy));
    figures.put("busy_attempts", count(attempts, attempt -> attempt.outcome() == Outcome.BUSY));
    figures.put("abandoned_plans", count(people, plan -> plan.abandoned));
    figures.put("lost", count(attempts, attempt -> attempt.outcome() == Outcome.LOST));
    figures.put("time_to_agent_rmst_s", timeToAgentSeconds(people));
    Waits waits = Waits.ofServed(attempts);
    figures.put("wait_mean_s", Figures.of(waits.mean()));
    figures.put("wait_p50_s", Figures.of(waits.quantile(0.5)));
    figures.put("wait_p95_s", Figures.of(waits.quantile(0.95)));
    figures.put("wait_max_s", Figures.of(waits.max()));
    figures.put("callback_wait_mean_s", callbackWaitSeconds(attempts));
    return figures;
  }

  /// From the first attempt to an agent, over everybody who called; the unserved counted to the
  /// run's end (a restricted mean survival time).
  private @Nullable Double timeToAgentSeconds(List<PlanRecord> people) {
    double sum = 0;
    int callers = 0;
    for (PlanRecord plan : people) {
      if (plan.hasCalled()) {
        double end = plan.isServed() ? plan.reachedAgentSeconds : run.facts().untilSeconds();
        sum += Math.max(0, end - plan.firstSeconds);
        callers++;
      }
    }
    return Figures.ratio(sum, callers);
  }

  private static @Nullable Double callbackWaitSeconds(List<AttemptResult> attempts) {
    return Figures.of(
        attempts.stream()
            .filter(attempt -> attempt.outcome() == Outcome.CALLBACK_SERVED)
            .mapToDouble(AttemptResult::waitSeconds)
            .average()
            .orElse(Double.NaN));
  }

  private Map<String, @Nullable Object> machines() {
    List<AttemptResult> attempts =
        run.attempts().stream().filter(attempt -> attempt.plan().isMachine()).toList();
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("plans", count(records, plan -> plan.plan.isMachine()));
    figures.put("attempts", attempts.size());
    figures.put("reached_agent", count(attempts, attempt -> attempt.outcome().isServed()));
    figures.put("agent_s", agentSeconds(attempts));
    figures.put("port_s", portSeconds(attempts));
    return figures;
  }

  /// No callbacks are offered yet, so there are none to count beyond their outcomes.
  private Map<String, @Nullable Object> callbacks() {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put(
        "placed",
        count(
            run.attempts(),
            attempt ->
                attempt.outcome() == Outcome.CALLBACK_SERVED
                    || attempt.outcome() == Outcome.CALLBACK_FAILED));
    figures.put("out_of_plan", 0);
    figures.put("per_destination_max", 0);
    return figures;
  }

  private Map<String, @Nullable Object> byMode() {
    EnumMap<Mode, Double> seconds = new EnumMap<>(Mode.class);
    double from = run.fromSeconds();
    Mode mode = Mode.GREEN;
    for (RunResults.ModeStep step : run.modes()) {
      seconds.merge(mode, Math.max(0, step.atSeconds() - from), Double::sum);
      from = Math.max(from, step.atSeconds());
      mode = step.mode();
    }
    seconds.merge(mode, Math.max(0, run.facts().untilSeconds() - from), Double::sum);
    Map<String, @Nullable Object> byMode = new LinkedHashMap<>();
    for (Mode each : Mode.values()) {
      List<AttemptResult> attempts =
          run.attempts().stream().filter(attempt -> attempt.mode() == each).toList();
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("seconds", Figures.of(seconds.getOrDefault(each, 0.0)));
      figures.put("attempts", attempts.size());
      figures.put("challenged", count(attempts, AttemptResult::challenged));
      figures.put("rejected", count(attempts, attempt -> attempt.outcome() == Outcome.REJECTED));
      byMode.put(each.name().toLowerCase(Locale.ROOT), figures);
    }
    return byMode;
  }
}
