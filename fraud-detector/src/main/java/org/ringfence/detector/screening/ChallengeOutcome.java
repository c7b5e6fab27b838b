package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// How the caller did at the challenge.
///
/// Of people 992 in 1,000 pass it, 3 key something else, 5 key nothing (the traffic model); of
/// machines hardly any pass, unless they recognise the digits ([MachinesAtChallenge]). Silence
/// would weigh five nats by that count and is given much less, because it is the lot of whoever has
/// no keypad: a text telephone, a rotary telephone. It weighs a nat more for a caller who keyed
/// both questions of this very call and so has a keypad.
record ChallengeOutcome() implements Signal {

  static final double FAILED = 3.5;
  static final double SILENT = 1.5;
  static final double SILENT_NOW = 2.5;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "challenge";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    @Nullable ChallengeResult result = subject.call().challengeResult();
    if (result == null) {
      return Optional.empty();
    }
    MachinesAtChallenge machines = subject.machines();
    return switch (result) {
      case PASSED ->
          reason(
              machines.weight(),
              machines.weight() > MachinesAtChallenge.USUAL_WEIGHT
                  ? "keyed the digits that were asked for, as machines do now"
                  : "keyed the digits that were asked for");
      case FAILED ->
          reason(
              Math.min(FAILED, machines.wrongDigits()),
              "keyed other digits than were asked for, twice");
      case SILENT -> {
        boolean keyed = subject.call().isLanguageKeyed() && subject.call().isKeyedSince();
        yield reason(
            Math.min(keyed ? SILENT_NOW : SILENT, machines.silence()),
            keyed
                ? "keyed the questions, and nothing when asked for digits"
                : "keyed nothing when asked for digits");
      }
    };
  }
}
