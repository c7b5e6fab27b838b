package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.ListKind;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The operator vouches for the number. The ladder admits on this alone; the weight only says so on
/// the board.
record AllowList(NumberList list) implements Signal {

  static final String NAME = "allow-list";

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    BoardList.@Nullable Entry listed = subject.listed();
    if (listed != null && !listed.isReleased()) {
      // What is listed on the board is newer than the file; a release takes nothing away.
      return listed.list() == ListKind.ALLOW
          ? reason(-CERTAIN_WEIGHT, "allowed by " + listed.author() + ": " + listed.reason())
          : Optional.empty();
    }
    return subject
        .call()
        .findIn(list, subject.nowMillis())
        .flatMap(
            row -> reason(-CERTAIN_WEIGHT, "allowed by " + row.author() + ": " + row.reason()));
  }
}
