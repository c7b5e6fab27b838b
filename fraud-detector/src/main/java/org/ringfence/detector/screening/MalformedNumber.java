package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// Something was delivered as the number that is none.
///
/// Weak: only 0.6 % of the numbers in a day of the FTC's complaints are invalid, hardly more than
/// among people behind old private exchanges (taken as 0.5 %): ln(0.6 / 0.5) = 0.18. A withheld
/// number is not malformed and is no evidence at all: 2.8 % of people withhold theirs.
record MalformedNumber() implements Signal {

  static final double WEIGHT = 0.18;

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "malformed-number";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    OpenCall call = subject.call();
    return call.caller().isPresent() && !call.isWellFormed()
        ? reason(WEIGHT, "what came as the caller's number is none")
        : Optional.empty();
  }
}
