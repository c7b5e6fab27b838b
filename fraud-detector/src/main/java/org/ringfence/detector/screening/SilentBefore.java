package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// Nothing came when digits were asked for, and nothing came from this number, with the same
/// attestation, the last time either.
///
/// The silence of one call weighs little ([ChallengeOutcome]), because it is the lot of whoever has
/// no keypad. But few people call again: 13 in 100 call more than once on the incident's first
/// morning, and 86 in 100 of its machines' silent challenges had one before with the same number:
/// ln(0.86 / 0.13) = 1.9 nats. Where machines seldom show a number twice it weighs less, down to
/// nothing: then who calls again is one of the people ([MachinesAtChallenge]).
///
/// It says nothing of a call that keys or is heard, nor before the answer, for a number can be
/// forged.
record SilentBefore() implements Signal {

  static final double WEIGHT = 2.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "silent-before";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    boolean silentNow =
        subject.call().challengeResult() == ChallengeResult.SILENT && !subject.call().isHeard();
    return silentNow && subject.call().isSilentBefore()
        ? reason(
            Math.min(WEIGHT, subject.machines().silenceAgain()),
            "nor did an earlier call of this number")
        : Optional.empty();
  }
}
