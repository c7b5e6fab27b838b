package org.ringfence.simulator.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.RedialReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who plays a plan, person or machine: calls, and calls again as the plan says. Used on the stage
/// alone.
final class Caller {

  private static final Logger log = LoggerFactory.getLogger(Caller.class);

  private final World world;
  private final CallerPlan plan;
  private int attempts;
  private @Nullable CallerCall current;

  Caller(World world, CallerPlan plan) {
    this.world = world;
    this.plan = plan;
  }

  void call() {
    if (world.cast().isEnding()) {
      return;
    }
    attempts++;
    AttemptStory story =
        new AttemptStory(plan, attempts, world.cast().nextName(), world.stage().now());
    world.book().begin(story);
    CallerCall call = new CallerCall(world, this, story);
    current = call;
    try {
      call.dial();
    } catch (IOException failed) {
      log.atWarn().setCause(failed).log("a call could not be placed");
      call.fail();
    }
  }

  /// An attempt is over; its story says how.
  void ended(AttemptStory story) {
    current = null;
    world.book().end(story);
    @Nullable RedialReason reason = reason(story);
    boolean again =
        reason != null && plan.redial().after().contains(reason) && attempts <= plan.redial().max();
    if (again) {
      long delay = world.pace().nanos(plan.redial().delaySeconds());
      world.stage().at(world.stage().now() + delay, this::call);
    } else {
      world.cast().planDone();
    }
  }

  /// The run ends here.
  void cutOff() {
    if (current != null) {
      current.cutOff();
    }
  }

  private static @Nullable RedialReason reason(AttemptStory story) {
    AttemptStory.End end = story.end;
    if (end == null) {
      return null;
    }
    return switch (end) {
      case BUSY -> RedialReason.BUSY;
      case REJECTED -> RedialReason.REJECTED;
      case GAVE_UP_IN_QUESTIONS, GAVE_UP_IN_LINE -> RedialReason.ABANDONED;
      case LOST -> RedialReason.DROPPED;
      case CLOSED, TALKED, ANNOUNCED, CUT_OFF -> null;
    };
  }
}
