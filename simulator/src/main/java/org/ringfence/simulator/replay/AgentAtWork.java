package org.ringfence.simulator.replay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.replay.media.MediaLeg;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.media.Voice;
import org.ringfence.simulator.replay.sip.PhoneCall;

/// An agent with a real phone: signs in and out by plan, answers or misses what rings, speaks a
/// tone of the agent's own, and comes back from a pause that missed calls brought. Used on the
/// stage alone.
final class AgentAtWork {

  /// So long until an agent who was paused for missed calls is ready again, in the scenario.
  private static final double RETURN_SECONDS = 60;

  private final Stage stage;
  private final Pace pace;
  private final Draws draws;
  private final AgentPlan plan;
  private final Voice voice;
  private final MediaPort media;
  private final AgentDesk desk;
  private final Duration wrapUp;
  private int offers;
  private @Nullable PhoneCall current;
  private @Nullable MediaLeg sound;
  private Stage.@Nullable Cue answering;

  /// @param number in the order of the plans, which makes the tone
  /// @param wrapUp after which the queue manager itself makes the agent ready
  AgentAtWork(
      Stage stage,
      Pace pace,
      Draws draws,
      AgentPlan plan,
      int number,
      MediaPort media,
      AgentDesk desk,
      Duration wrapUp) {
    this.stage = stage;
    this.pace = pace;
    this.draws = draws;
    this.plan = plan;
    this.voice = Voice.agent(number);
    this.media = media;
    this.desk = desk;
    this.wrapUp = wrapUp;
  }

  void planDay() {
    stage.at(pace.nanosAt(plan.fromSeconds()), () -> desk.press(plan.id(), AgentState.READY));
    stage.at(pace.nanosAt(plan.toSeconds()), () -> desk.press(plan.id(), AgentState.SIGNED_OUT));
  }

  private boolean isOnDuty() {
    double now = pace.secondsAt(stage.now());
    return now >= plan.fromSeconds() && now < plan.toSeconds();
  }

  void rings(PhoneCall call) {
    current = call;
    boolean misses = draws.uniform(plan.id().value(), ++offers, "miss") < plan.missShare();
    if (!misses) {
      long at = stage.now() + pace.nanos(plan.answerSeconds());
      answering = stage.at(at, () -> answer(call));
    }
  }

  private void answer(PhoneCall call) {
    if (call == current && call.answer(media.port())) {
      sound = media.begin(call.remoteMediaPort(), voice, null);
    }
  }

  /// It stopped ringing.
  void stopped(PhoneCall call) {
    if (call == current) {
      over();
    }
  }

  /// The talk is over: the other side hung up.
  void ended(PhoneCall call) {
    if (call != current) {
      return;
    }
    over();
    if (pace.nanos(plan.wrapSeconds()) < wrapUp.toNanos()) {
      stage.at(stage.now() + pace.nanos(plan.wrapSeconds()), this::readyAgain);
    }
  }

  private void over() {
    current = null;
    if (answering != null) {
      answering.callOff();
      answering = null;
    }
    if (sound != null) {
      sound.close();
      sound = null;
    }
  }

  /// The queue manager paused the agent for missed calls; no plan says that an agent pauses.
  void pausedForMisses() {
    stage.at(stage.now() + pace.nanos(RETURN_SECONDS), this::readyAgain);
  }

  private void readyAgain() {
    if (isOnDuty()) {
      desk.press(plan.id(), AgentState.READY);
    }
  }

  /// The run ends here.
  void leave() {
    if (current != null) {
      current.hangUp();
      over();
    }
  }
}
