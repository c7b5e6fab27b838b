package org.ringfence.simulator.defence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.ClopperPearson;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.traffic.Scenario;

/// What our defence does to people, group by group, over many mornings.
///
/// A plan counts by the worst mode that screened one of its attempts: GREEN figures are of those
/// who never met another.
final class PeopleEvaluation {

  /// A morning under attack holds up to some 200 MB, so that these fit a heap of 4 GB on any number
  /// of cores.
  private static final int MORNINGS_AT_ONCE = 6;

  private final CenterSettings ours;
  private final BooleanSupplier goesOn;
  private final Semaphore places = new Semaphore(MORNINGS_AT_ONCE);

  /// @param goesOn false to stop: mornings that are not over are not counted
  PeopleEvaluation(CenterSettings ours, BooleanSupplier goesOn) {
    this.ours = ours;
    this.goesOn = goesOn;
  }

  /// Plans of one group in one mode.
  private static final class Count {
    int plans;
    int harmed;
    int challenged;
    int rejected;
    int letGo;
    int challengeFailed;
    int divertedUnserved;
    int served;

    void add(Count other) {
      plans += other.plans;
      harmed += other.harmed;
      challenged += other.challenged;
      rejected += other.rejected;
      letGo += other.letGo;
      challengeFailed += other.challengeFailed;
      divertedUnserved += other.divertedUnserved;
      served += other.served;
    }

    Map<String, @Nullable Object> figures() {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("plans", plans);
      figures.put("served", served);
      figures.put("harmed", harmed);
      figures.put("harmed_lower95", ClopperPearson.lower95(harmed, plans));
      figures.put("harmed_upper95", ClopperPearson.upper95(harmed, plans));
      figures.put("rejected", rejected);
      figures.put("let_go", letGo);
      figures.put("challenge_failed", challengeFailed);
      figures.put("diverted_unserved", divertedUnserved);
      figures.put("challenged", challenged);
      figures.put("challenged_share", plans == 0 ? null : (double) challenged / plans);
      return figures;
    }
  }

  private record Key(String group, Mode mode) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : mode.compareTo(other.mode);
    }
  }

  /// One plan's attempts, folded.
  private static final class Fate {
    Mode worst = Mode.GREEN;
    boolean harmed;
    boolean challenged;
    boolean rejected;
    boolean letGo;
    boolean challengeFailed;
    boolean divertedUnserved;
    boolean served;
  }

  /// Plays the mornings, two or more at a time, and counts.
  ///
  /// @param morning makes the morning of a number
  Map<String, @Nullable Object> evaluate(
      int mornings, IntFunction<Scenario> morning, Runnable done) {
    List<Map<Key, Count>> counted =
        IntStream.range(0, mornings)
            .parallel()
            .mapToObj(number -> played(number, morning, done))
            .flatMap(Optional::stream)
            .toList();
    TreeMap<Key, Count> sums = new TreeMap<>();
    int withHarm = 0;
    for (Map<Key, Count> one : counted) {
      boolean harm = false;
      for (Map.Entry<Key, Count> entry : one.entrySet()) {
        sums.computeIfAbsent(entry.getKey(), any -> new Count()).add(entry.getValue());
        harm |= entry.getValue().harmed > 0;
      }
      withHarm += harm ? 1 : 0;
    }
    return document(counted.size(), withHarm, sums);
  }

  /// Nothing when stopped.
  private Optional<Map<Key, Count>> played(
      int number, IntFunction<Scenario> morning, Runnable done) {
    places.acquireUninterruptibly();
    try {
      if (!goesOn.getAsBoolean()) {
        return Optional.empty();
      }
      RunResults run = play(morning.apply(number), number);
      if (run.facts().partial()) {
        return Optional.empty();
      }
      Map<Key, Count> counts = count(run);
      done.run();
      return Optional.of(counts);
    } finally {
      places.release();
    }
  }

  private static Map<String, @Nullable Object> document(
      int mornings, int withHarm, Map<Key, Count> sums) {
    Map<String, @Nullable Object> groups = new LinkedHashMap<>();
    Count everybody = new Count();
    Map<String, Map<String, @Nullable Object>> byGroup = new TreeMap<>();
    for (Map.Entry<Key, Count> entry : sums.entrySet()) {
      byGroup
          .computeIfAbsent(entry.getKey().group(), any -> new LinkedHashMap<>())
          .put(entry.getKey().mode().name().toLowerCase(Locale.ROOT), entry.getValue().figures());
      everybody.add(entry.getValue());
    }
    groups.putAll(byGroup);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("mornings", mornings);
    document.put("mornings_with_harm", withHarm);
    document.put("mornings_with_harm_upper95", ClopperPearson.upper95(withHarm, mornings));
    document.put("everybody", everybody.figures());
    document.put("groups", groups);
    return document;
  }

  private RunResults play(Scenario scenario, int number) {
    return new VirtualCenter(ours, scenario.callers(), scenario.agents(), number)
        .run(
            new VirtualCenter.RunOrder(number, "", Double.POSITIVE_INFINITY),
            (_, _) -> goesOn.getAsBoolean());
  }

  private static Map<Key, Count> count(RunResults run) {
    Map<String, Fate> fates = new HashMap<>();
    NavigableMap<Double, Mode> modes = new TreeMap<>(Map.of(Double.NEGATIVE_INFINITY, Mode.GREEN));
    run.modes().forEach(step -> modes.put(step.atSeconds(), step.mode()));
    for (AttemptResult attempt : run.attempts()) {
      if (!attempt.plan().isMachine()) {
        // An attempt that was refused at the door, or found no port, was never screened.
        Mode mode =
            Objects.requireNonNullElseGet(
                attempt.mode(), () -> modes.floorEntry(attempt.atSeconds()).getValue());
        fold(fates.computeIfAbsent(attempt.plan().planId(), any -> new Fate()), attempt, mode);
      }
    }
    Map<Key, Count> counts = new TreeMap<>();
    for (CallerPlan plan : run.plans()) {
      @Nullable Fate fate = fates.get(plan.planId());
      if (fate != null) {
        Count count =
            counts.computeIfAbsent(new Key(plan.family(), fate.worst), any -> new Count());
        count.plans++;
        count.harmed += fate.harmed ? 1 : 0;
        count.challenged += fate.challenged ? 1 : 0;
        count.rejected += fate.rejected ? 1 : 0;
        count.letGo += fate.letGo ? 1 : 0;
        count.challengeFailed += fate.challengeFailed ? 1 : 0;
        count.divertedUnserved += fate.divertedUnserved ? 1 : 0;
        count.served += fate.served ? 1 : 0;
      }
    }
    return counts;
  }

  private static void fold(Fate fate, AttemptResult attempt, Mode mode) {
    if (mode.compareTo(fate.worst) > 0) {
      fate.worst = mode;
    }
    fate.harmed |= attempt.isHarmful();
    fate.challenged |= attempt.challenged();
    fate.rejected |= attempt.outcome() == Outcome.REJECTED;
    fate.letGo |= attempt.outcome() == Outcome.LET_GO;
    fate.challengeFailed |= attempt.outcome() == Outcome.CHALLENGE_FAILED;
    fate.divertedUnserved |= attempt.diverted() && !attempt.outcome().isServed();
    fate.served |= attempt.outcome().isServed();
  }
}
