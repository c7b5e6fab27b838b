package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The number never places calls, says the operator's list; who shows it has forged it. A
/// certainty.
record DoNotOriginate(NumberList list) implements Signal {

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "do-not-originate";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    return subject
        .call()
        .findIn(list, subject.nowMillis())
        .flatMap(row -> certainty("listed by " + row.author() + ": " + row.reason()));
  }
}
