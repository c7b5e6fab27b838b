package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// Nothing came when digits were asked for, and nothing came from this number, with the same
/// attestation, the last time either.
///
/// The silence of one call weighs little ([ChallengeOutcome]), because it is the lot of whoever has
/// no keypad. But of them few have to call again: about one in eight people does within the hours
/// for which this is kept, and of machines that draw from a pool of numbers, nearly each number.
/// That is ln 8 = 2.1 nats, and two are taken. It says nothing of a call that keys or is heard, nor
/// before the answer, for a number can be forged.
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
    return silentNow && subject.wasSilent()
        ? reason(WEIGHT, "nor did an earlier call of this number")
        : Optional.empty();
  }
}
