package org.ringfence.events;

import java.time.Instant;
import java.util.List;

/// What the detector says.
public sealed interface ScreeningDecision extends Message {

  LineId line();

  @Override
  default Topic topic() {
    return Topic.VERDICTS;
  }

  @Override
  default String key() {
    return line().value();
  }

  /// The answer to [CallEvent.AttemptArrived] or [CallEvent.JoinScreeningAsked].
  ///
  /// @param verdict what is to be done
  /// @param wouldBe what would be done if the defence were on; differs from `verdict` only in
  ///   shadow mode
  /// @param score the sum of the capped log-likelihood ratios, in nats
  /// @param caller the caller's number, for the board (which shows it masked)
  record VerdictReached(
      CallId call,
      Instant at,
      LineId line,
      Stage stage,
      Verdict verdict,
      Verdict wouldBe,
      double score,
      Mode mode,
      List<Reason> reasons,
      PhoneNumber caller)
      implements ScreeningDecision {
    public VerdictReached {
      reasons = List.copyOf(reasons);
    }
  }

  /// The line is pressed more, or less, than before.
  record ModeChanged(LineId line, Instant at, Mode from, Mode to, String why)
      implements ScreeningDecision {}
}
