package org.ringfence.detector.screening;

import java.util.Optional;
import java.util.Set;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The call from outside shows one of our own lines as its caller. Our lines only receive; it is
/// forged. A certainty.
record OwnNumber(Set<PhoneNumber> own) implements Signal {

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "own-number";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    return own.contains(subject.call().normalized())
        ? certainty("shows our own number as its caller")
        : Optional.empty();
  }
}
