package org.ringfence.simulator.center;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;

/// The order in which plans are taken: of their arrival and, at one moment, of what they do, so
/// that neither the order of rows nor a plan's name decides who comes first.
final class PlanOrder {

  private static final Comparator<CallerPlan> BY_WHAT_SHOWS =
      Comparator.comparingDouble(CallerPlan::arriveSeconds)
          .thenComparing(plan -> plan.signalling().number().raw())
          .thenComparing(plan -> plan.signalling().privacy())
          .thenComparing(plan -> plan.signalling().attestation())
          .thenComparing(plan -> plan.signalling().dialed())
          .thenComparing(plan -> plan.signalling().fingerprint())
          .thenComparing(plan -> keys(plan.keys()))
          .thenComparing(plan -> plan.sound().toString())
          .thenComparing(plan -> plan.challenge().toString())
          .thenComparingDouble(CallerPlan::ivrPatienceSeconds)
          .thenComparingDouble(CallerPlan::patienceSeconds)
          .thenComparing(plan -> String.valueOf(plan.skill()))
          .thenComparing(plan -> plan.callback().accepts())
          .thenComparing(plan -> plan.callback().number().raw())
          .thenComparing(plan -> plan.callback().answers())
          .thenComparingDouble(CallerPlan::talkSeconds)
          .thenComparing(plan -> plan.redial().toString())
          // Two plans that are the same in all this may change places.
          .thenComparing(CallerPlan::planId);

  private PlanOrder() {}

  static List<CallerPlan> sorted(List<CallerPlan> plans) {
    return plans.stream().sorted(BY_WHAT_SHOWS).toList();
  }

  private static String keys(CallerPlan.Keys keys) {
    return key(keys.language()) + " " + key(keys.menu()) + " " + keys.jitter();
  }

  private static String key(@Nullable Keying keying) {
    return keying == null ? "" : keying.afterSeconds() + "/" + keying.key();
  }
}
