package org.ringfence.simulator.defence;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.plans.CallerPlan;
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

  /// Plays mornings; the first has the given seed, the others those that follow.
  ///
  /// @param goesOn false to stop; the scores are then good for nothing
  Map<Rival, FamilyScore> evaluate(String family, long seed, int mornings, BooleanSupplier goesOn) {
    Map<Rival, FamilyScore> scores = new EnumMap<>(Rival.class);
    for (int morning = 0; morning < mornings && goesOn.getAsBoolean(); morning++) {
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
                    (_, _) -> goesOn.getAsBoolean());
        scores.computeIfAbsent(rival, any -> new FamilyScore()).add(run, morning);
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
