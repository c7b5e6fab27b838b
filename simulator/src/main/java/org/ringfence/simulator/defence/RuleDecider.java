package org.ringfence.simulator.defence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// A detector that is one [ArrivalRule]: refuses before the answer or lets in.
final class RuleDecider implements Decider {

  private final LineId line;
  private final ArrivalRule rule;

  RuleDecider(LineId line, ArrivalRule rule) {
    this.line = line;
    this.rule = rule;
  }

  @Override
  public List<Message> apply(Message message) {
    if (message instanceof AttemptArrived attempt) {
      Verdict verdict = rule.refuses(attempt) ? Verdict.REJECT : Verdict.ADMIT;
      return List.of(reached(attempt.call(), attempt.at(), Stage.ARRIVAL, verdict));
    }
    if (message instanceof JoinScreeningAsked asked) {
      return List.of(reached(asked.call(), asked.at(), Stage.JOIN, Verdict.ADMIT));
    }
    return List.of();
  }

  private VerdictReached reached(CallId call, Instant at, Stage stage, Verdict verdict) {
    return new VerdictReached(
        call,
        at,
        line,
        stage,
        verdict,
        verdict,
        0,
        Mode.GREEN,
        List.of(),
        PhoneNumber.NONE,
        0,
        null);
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.empty();
  }

  @Override
  public byte[] snapshot() {
    throw new IllegalStateException("a rival lives for one run and is never restarted");
  }

  @Override
  public void restore(byte[] snapshot) {
    throw new IllegalStateException("a rival lives for one run and is never restarted");
  }
}
