package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.ListKind;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// A supervisor blocked the number on the board. A certainty.
record BlockedOnBoard() implements Signal {

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "blocked";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    BoardList.@Nullable Entry listed = subject.listed();
    return listed != null && listed.list() == ListKind.BLOCK
        ? certainty("blocked by " + listed.author() + ": " + listed.reason())
        : Optional.empty();
  }
}
