package org.ringfence.simulator.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.replay.AttemptStory.End;
import org.ringfence.simulator.replay.media.Ear;
import org.ringfence.simulator.replay.media.MediaLeg;
import org.ringfence.simulator.replay.sip.Invitation;
import org.ringfence.simulator.replay.sip.Trunk;
import org.ringfence.simulator.replay.sip.TrunkCall;

/// One attempt as the caller lives it: hears, keys, waits, talks, hangs up. What happens to it is
/// heard, not known: the caller sees what a telephone shows.
///
/// ```
/// dialed ──► (challenge ──►) questions ──► (challenge ──►) in line ──► talking ──► over
/// ```
final class CallerCall implements TrunkCall.Listener {

  private final World world;
  private final Caller caller;
  private final CallerPlan plan;
  private final AttemptStory story;
  private final HeardRange range = new HeardRange();
  private final List<Stage.Cue> planned = new ArrayList<>(4);
  private @Nullable TrunkCall call;
  private @Nullable MediaLeg media;
  private Stage.@Nullable Cue givingUp;
  private boolean languageKeyPlanned;
  private boolean menuKeyPlanned;
  private @Nullable HeardChallenge challenge;

  CallerCall(World world, Caller caller, AttemptStory story) {
    this.world = world;
    this.caller = caller;
    this.story = story;
    this.plan = story.plan;
  }

  void dial() throws IOException {
    String dialed = plan.signalling().dialed();
    call =
        world
            .trunk()
            .dial(
                new Invitation(
                    story.name,
                    plan.signalling(),
                    dialed.isEmpty() ? world.mainNumber() : dialed,
                    world.callersMedia().port()),
                this);
  }

  /// It could not even be dialed.
  void fail() {
    over(End.LOST);
  }

  // On the SIP stack's threads: the sound begins at once, everything else on the stage.

  @Override
  public void answered(int mediaPort) {
    Ear ear = new Ear(world.sounds().index(), this::began);
    MediaLeg leg =
        world.callersMedia().begin(mediaPort, world.voices().of(plan, story.attempt), ear);
    world.stage().post(() -> nowAnswered(leg));
  }

  @Override
  public void refused(int status) {
    world.stage().post(() -> over(refusal(status)));
  }

  @Override
  public void hungUp() {
    world.stage().post(this::platformHungUp);
  }

  private void began(int sound, long beganNanos) {
    Meaning meaning = world.sounds().meaning(sound);
    if (!(meaning instanceof Meaning.Other)) {
      world.stage().post(() -> heard(meaning, sound, beganNanos));
    }
  }

  private static End refusal(int status) {
    if (Trunk.isRejected(status)) {
      return End.REJECTED;
    }
    return Trunk.isBusy(status) ? End.BUSY : End.LOST;
  }

  // On the stage.

  private void nowAnswered(MediaLeg leg) {
    if (story.end != null) {
      leg.close();
      return;
    }
    media = leg;
    if (plan.arriveSeconds() < 0 && world.pace().secondsAt(story.dialedNanos) < 0) {
      plan(world.stage().now() + world.sounds().closedNanos(), () -> hangUp(End.CLOSED));
      return;
    }
    resetPatience(plan.ivrPatienceSeconds(), world.stage().now(), End.GAVE_UP_IN_QUESTIONS);
  }

  private void heard(Meaning meaning, int sound, long beganNanos) {
    if (story.end != null || media == null) {
      return;
    }
    switch (meaning) {
      case Meaning.Question(boolean language) -> {
        progress(beganNanos);
        planKey(language, beganNanos);
      }
      case Meaning.Progress _ -> progress(beganNanos);
      case Meaning.Joining _ -> joined(beganNanos + world.sounds().nanos(sound));
      case Meaning.InLine _ -> joined(beganNanos);
      case Meaning.Agent(int number) -> talks(number, beganNanos);
      case Meaning.Challenge _ -> challenged(beganNanos);
      case Meaning.Spoken part -> {
        if (challenge != null && story.joinedNanos == 0) {
          challenge.hear(part.value());
        } else {
          range.hear(part);
        }
      }
      case Meaning.RangeWord word -> {
        joined(beganNanos);
        range.hear(word);
      }
      case Meaning.Other _ -> {}
    }
  }

  private void progress(long atNanos) {
    if (story.joinedNanos == 0) {
      resetPatience(plan.ivrPatienceSeconds(), atNanos, End.GAVE_UP_IN_QUESTIONS);
    }
  }

  private void resetPatience(double seconds, long fromNanos, End end) {
    if (givingUp != null) {
      givingUp.callOff();
    }
    givingUp = world.stage().at(fromNanos + world.pace().nanos(seconds), () -> hangUp(end));
  }

  private void plan(long atNanos, Runnable action) {
    planned.add(world.stage().at(atNanos, action));
  }

  /// A question began: a key follows, perhaps too late for it.
  private void planKey(boolean language, long beganNanos) {
    @Nullable Keying key = language ? plan.keys().language() : plan.keys().menu();
    if (key == null || (language ? languageKeyPlanned : menuKeyPlanned)) {
      return;
    }
    setPlanned(language, true);
    String purpose = language ? "language" : "menu";
    double jitter =
        Math.exp(
            plan.keys().jitter() * world.draws().normal(plan.planId(), story.attempt, purpose));
    long after = world.pace().nanos(key.afterSeconds() * jitter);
    plan(beganNanos + after, () -> press(language, key.key()));
  }

  /// The caller is asked for digits and does what the plan says, counted from the first time.
  private void challenged(long beganNanos) {
    progress(beganNanos);
    HeardChallenge known = challenge;
    if (known == null) {
      known = new HeardChallenge(plan.challenge().result());
      challenge = known;
      keyDigits(known, beganNanos + world.pace().nanos(plan.challenge().seconds()));
    } else if (known.againAfter(beganNanos)) {
      keyDigits(known, beganNanos + world.pace().nanos(plan.challenge().seconds()));
    }
    known.begin(beganNanos);
  }

  private void keyDigits(HeardChallenge known, long atNanos) {
    plan(
        atNanos,
        () -> {
          MediaLeg leg = media;
          if (leg != null && story.joinedNanos == 0) {
            known.answer().chars().forEach(digit -> leg.press((char) digit));
          }
        });
  }

  private void press(boolean language, char key) {
    setPlanned(language, false);
    if (media != null && story.joinedNanos == 0) {
      media.press(key);
    }
  }

  private void setPlanned(boolean language, boolean is) {
    if (language) {
      languageKeyPlanned = is;
    } else {
      menuKeyPlanned = is;
    }
  }

  private void joined(long atNanos) {
    if (story.joinedNanos == 0) {
      story.joinedNanos = atNanos;
      resetPatience(plan.patienceSeconds(), atNanos, End.GAVE_UP_IN_LINE);
    }
  }

  private void talks(int agent, long beganNanos) {
    if (story.talkNanos != 0) {
      return;
    }
    joined(beganNanos);
    story.talkNanos = beganNanos;
    story.agent = agent;
    if (givingUp != null) {
      givingUp.callOff();
      givingUp = null;
    }
    double seconds = plan.talkSeconds() * world.agents().get(agent).talkFactor();
    plan(beganNanos + world.pace().nanos(seconds), () -> hangUp(End.TALKED));
  }

  private void platformHungUp() {
    if (story.talkNanos != 0) {
      over(End.TALKED);
    } else {
      over(story.joinedNanos != 0 ? End.LOST : End.ANNOUNCED);
    }
  }

  private void hangUp(End end) {
    if (story.end != null) {
      return;
    }
    if (call != null) {
      call.hangUp();
    }
    over(end);
  }

  void cutOff() {
    hangUp(story.talkNanos != 0 ? End.TALKED : End.CUT_OFF);
  }

  private void over(End end) {
    if (story.end != null) {
      return;
    }
    story.end = end;
    story.overNanos = world.stage().now();
    story.announced = range.heard();
    planned.forEach(Stage.Cue::callOff);
    if (givingUp != null) {
      givingUp.callOff();
    }
    if (media != null) {
      media.close();
    }
    caller.ended(story);
  }
}
