package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;

/// The language key comes equally long after the prompt, call after call from one number.
///
/// Two calls of one person, whose key times spread by 15 % about 6 s, agree to 100 ms with a chance
/// of about 6 %; three in a row (two agreements) with 0.4 %. A timer always does. Half a nat for
/// each agreement after the first, at most one nat.
record IdenticalOffsets() implements Signal {

  static final double EACH = 0.5;
  static final double CAP = 1.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "identical-offsets";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    if (subject.stage() != Stage.ARRIVAL && subject.call().isKeyedSince()) {
      // Who keyed on is judged by that, and not by what others did with a number that may be
      // forged.
      return Optional.empty();
    }
    @Nullable NumberHistory history = subject.history();
    if (history == null || history.sameOffsets() < 2) {
      return Optional.empty();
    }
    return reason(
        Math.min(EACH * (history.sameOffsets() - 1), CAP),
        "keys came equally late on " + (history.sameOffsets() + 1) + " calls of this number");
  }
}
