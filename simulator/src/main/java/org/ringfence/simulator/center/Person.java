package org.ringfence.simulator.center;

import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.RedialReason;
import org.ringfence.simulator.results.Outcome;

/// Who plays a plan, person or machine: calls, and calls again.
final class Person {

  private final World world;
  private final CallerPlan plan;
  private int attempts;

  Person(World world, CallerPlan plan) {
    this.world = world;
    this.plan = plan;
  }

  CallerPlan plan() {
    return plan;
  }

  void call() {
    attempts++;
    world.call(this, attempts);
  }

  /// An attempt is over.
  void ended(Outcome outcome) {
    @Nullable RedialReason reason = reason(outcome);
    boolean again =
        reason != null && plan.redial().after().contains(reason) && attempts <= plan.redial().max();
    if (again) {
      world.schedule().in(plan.redial().delaySeconds(), this::call);
    } else {
      world.planDone();
    }
  }

  private static @Nullable RedialReason reason(Outcome outcome) {
    return switch (outcome) {
      case BUSY -> RedialReason.BUSY;
      case REJECTED -> RedialReason.REJECTED;
      case ABANDONED_QUEUE, ABANDONED_IVR, DIVERTED_ABANDONED -> RedialReason.ABANDONED;
      case LET_GO, CHALLENGE_FAILED, CALLBACK_FAILED, LOST -> RedialReason.DROPPED;
      case SERVED, CALLBACK_SERVED, DIVERTED_SERVED, SAFETY, ANNOUNCED, CLOSED, STILL_WAITING ->
          null;
    };
  }
}
