package org.ringfence.detector.screening;

import java.util.List;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// From reasons to a verdict:
///
/// 1. allowed by the operator: admit;
/// 2. a certainty: reject;
/// 3. RED, score from the reject score, two independent classes from the floor: reject;
/// 4. AMBER or RED, score from the divert score: divert;
/// 5. admit.
///
/// A call that is answered is not rejected any more: at the end of the questions the most that can
/// happen is a low place in line, where a person still comes to an agent.
final class Ladder {

  private final ScreeningThresholds thresholds;

  Ladder(ScreeningThresholds thresholds) {
    this.thresholds = thresholds;
  }

  Verdict decide(List<Reason> reasons, Mode mode, Stage stage) {
    if (reasons.stream().anyMatch(reason -> reason.name().equals(AllowList.NAME))) {
      return Verdict.ADMIT;
    }
    double score = Scorer.score(reasons);
    boolean rejected =
        reasons.stream().anyMatch(Reason::certain)
            || (mode == Mode.RED
                && score >= thresholds.rejectScore()
                && independentClasses(reasons) >= 2);
    if (rejected) {
      return stage == Stage.ARRIVAL ? Verdict.REJECT : Verdict.DIVERT;
    }
    return mode != Mode.GREEN && score >= thresholds.divertScore() ? Verdict.DIVERT : Verdict.ADMIT;
  }

  /// Identity is not among them: short of a certainty it is the lot of whoever has that carrier,
  /// and nothing the caller did.
  private int independentClasses(List<Reason> reasons) {
    int count = 0;
    for (SignalClass signalClass : SignalClass.values()) {
      double sum = 0;
      for (Reason reason : reasons) {
        sum += reason.signalClass() == signalClass ? reason.weight() : 0;
      }
      count += signalClass != SignalClass.IDENTITY && sum >= thresholds.classFloor() ? 1 : 0;
    }
    return count;
  }
}
