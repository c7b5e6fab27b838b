package org.ringfence.simulator.center;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Circumstances;
import org.ringfence.gateway.ivr.Input;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrNode;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.IvrWalk;
import org.ringfence.gateway.ivr.Step;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;

/// One call in the questions: the production flow, led by a caller who keys by plan.
///
/// A key counts for whatever is asked when it comes, so one that comes after its question's
/// time-out is pressed into the next. At a question that is asked again the caller keys again.
final class Questions {

  /// Where the questions lead.
  interface Course {

    /// Something new is said to the caller.
    void goesOn();

    void join(IvrState state);

    /// The flow hangs up.
    void bye();
  }

  private final World world;
  private final CallerPlan plan;
  private final int attempt;
  private final TrackedCall tracked;
  private final Course course;
  private final List<Schedule.Step> planned = new ArrayList<>(4);
  private final PlannedKey languageKey;
  private final PlannedKey menuKey;
  private IvrState state = IvrState.START;
  private Schedule.@Nullable Step timeout;
  private boolean keyed;

  /// A key on its way.
  private static final class PlannedKey {
    private final String purpose;
    private final @Nullable Keying keying;
    private boolean coming;

    PlannedKey(String purpose, @Nullable Keying keying) {
      this.purpose = purpose;
      this.keying = keying;
    }
  }

  Questions(World world, CallerPlan plan, int attempt, TrackedCall tracked, Course course) {
    this.world = world;
    this.plan = plan;
    this.attempt = attempt;
    this.tracked = tracked;
    this.course = course;
    languageKey = new PlannedKey("language", plan.keys().language());
    menuKey = new PlannedKey("menu", plan.keys().menu());
  }

  void begin(IvrState from) {
    perform(world.walk().next(from, new Input.Silence(), circumstances()).step());
  }

  /// Nothing is asked any more.
  void end() {
    planned.forEach(Schedule.Step::cancel);
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }

  private void plan(double seconds, Runnable action) {
    planned.add(world.schedule().in(seconds, action));
  }

  private void perform(Step step) {
    state = step.state();
    course.goesOn();
    double playing = world.promptSeconds(step.prompts());
    switch (step) {
      case Step.Ask ask -> {
        tracked.asked(world.schedule().nowNanos());
        timeout =
            world.schedule().in(playing + ask.seconds(), () -> input(new Input.Silence(), null));
        if (!isAside()) {
          planKey(state.at().equals(IvrFlow.LANGUAGE_NODE) ? languageKey : menuKey);
        }
      }
      case Step.Say _ -> plan(playing, () -> begin(state));
      case Step.Join _ -> plan(playing, () -> course.join(state));
      case Step.Bye _ -> plan(playing, course::bye);
    }
  }

  /// Plans say nothing of what concerns only a few, so nobody answers it.
  private boolean isAside() {
    return world.walk().flow().nodes().get(state.at()) instanceof IvrNode.Ask ask && ask.aside();
  }

  private Circumstances circumstances() {
    return Circumstances.ordinary(world.schedule().instant());
  }

  /// The caller hears a question and will press a key, perhaps too late for it.
  private void planKey(PlannedKey key) {
    @Nullable Keying keying = key.keying;
    if (key.coming || keying == null) {
      return;
    }
    double jitter =
        Math.exp(plan.keys().jitter() * world.draws().normal(plan.planId(), attempt, key.purpose));
    key.coming = true;
    plan(
        keying.afterSeconds() * jitter,
        () -> {
          key.coming = false;
          if (timeout != null) {
            Duration after = tracked.sinceAsked(world.schedule().nowNanos());
            input(new Input.Key(keying.key(), after), Character.toString(keying.key()));
          }
        });
  }

  /// Whether any question got a key.
  boolean isKeyed() {
    return keyed;
  }

  private void input(Input input, @Nullable String key) {
    keyed |= key != null;
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
    IvrWalk.Turn turn = world.walk().next(state, input, circumstances());
    turn.question()
        .ifPresent(node ->
            tracked.questionAnswered(
                world.schedule().instant(), world.schedule().nowNanos(), node, key));
    perform(turn.step());
  }
}
