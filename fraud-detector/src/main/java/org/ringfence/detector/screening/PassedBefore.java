package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The number, with the same attestation, passed a challenge, spoke with an agent, or was vouched
/// for by one lately.
///
/// Three nats: about one machine in twenty passes a challenge that nearly everybody passes. It is
/// no certainty, because a number can be forged, and counts nothing for a number that calls more
/// often than people can.
record PassedBefore() implements Signal {

  static final double WEIGHT = -3.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "passed-before";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    boolean onThisCall = subject.call().challengeResult() == ChallengeResult.PASSED;
    return subject.isKnownPerson() && !onThisCall
        ? reason(WEIGHT, "this number passed or was served before")
        : Optional.empty();
  }
}
