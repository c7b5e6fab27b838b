package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The detector of one protected line: each attempt and each end of questions gets exactly one
/// verdict, and the mode is told when it changes.
public final class ScreeningDecider implements Decider {

  private static final int MAX_OFFSET_SECONDS = 3_600;

  private final LineId line;
  private final Defence defence;
  private final NumberHash numberHash;
  private final Scorer scorer;
  private final Ladder ladder;
  private final LineMode mode;
  private final NumberTable numbers = new NumberTable();
  private final CallTable calls = new CallTable();
  private final LineClock clock = new LineClock();

  public ScreeningDecider(
      LineId line, ScreeningThresholds thresholds, KnownNumbers known, NumberHash numberHash) {
    this.line = line;
    this.numberHash = numberHash;
    defence = thresholds.defence();
    scorer = new Scorer(known);
    ladder = new Ladder(thresholds);
    mode = new LineMode(thresholds);
  }

  @Override
  public List<Message> apply(Message message) {
    List<Message> answers = new ArrayList<>(2);
    switch (message) {
      case CallEvent.Screened event -> {
        passTime(event.at(), answers);
        screen(event, answers);
      }
      case ClockTicked tick -> passTime(tick.at(), answers);
      case CallEvent.Routed _ -> {}
      case ScreeningDecision _ -> {}
      case DefenceCommand _ -> {}
      case LineDecision _ -> {}
      case OfferEvent _ -> {}
      case AgentMessage _ -> {}
      case SnapshotTaken _ -> {}
    }
    return answers;
  }

  private void passTime(Instant at, List<Message> answers) {
    if (clock.advance(at)) {
      // Whatever is remembered by a wrong time is forgotten, which is in the callers' favour.
      numbers.clear();
      mode.clockSetBack(clock.nowMillis());
    }
    numbers.forgetOld(clock.nowMillis());
    tell(mode.advance(clock.nowMillis()), answers);
  }

  private void tell(Optional<LineMode.Change> change, List<Message> answers) {
    change.ifPresent(step ->
        answers.add(new ModeChanged(line, clock.now(), step.from(), step.to(), step.why())));
  }

  private void screen(CallEvent.Screened event, List<Message> answers) {
    switch (event) {
      case AttemptArrived arrived -> arrived(arrived, answers);
      case QuestionAnswered answered -> answered(answered);
      case JoinScreeningAsked asked -> joinAsked(asked, answers);
      case ChallengeEnded _ -> {}
      case CallEnded ended -> ended(ended);
      // Whatever was decided, these callers were let in.
      case CallAnswered answered -> followed(answered.call());
      case AttemptFailedOpen open -> followed(open.call());
    }
  }

  private void arrived(AttemptArrived arrived, List<Message> answers) {
    @Nullable OpenCall known = followed(arrived.call());
    if (known != null) {
      // Told twice: answered twice, counted once.
      answers.add(verdict(arrived.call(), known, Stage.ARRIVAL));
      return;
    }
    tell(mode.arrived(clock.nowMillis(), arrived.portsInUse()), answers);
    OpenCall call = new OpenCall(arrived.caller(), arrived.attestation());
    calls.follow(arrived.call(), call);
    if (call.isWellFormed()) {
      numbers.seen(hash(call)).arrived(clock.nowMillis());
    }
    answers.add(verdict(arrived.call(), call, Stage.ARRIVAL));
  }

  private void answered(QuestionAnswered answered) {
    @Nullable OpenCall call = followed(answered.call());
    if (call == null) {
      return;
    }
    boolean languageKeyed = call.answered(answered.node(), answered.pressed());
    @Nullable NumberHistory history = historyOf(call);
    if (languageKeyed && history != null) {
      Duration offset = answered.offset();
      int offsetMillis =
          Math.clamp(offset.toSeconds(), 0, MAX_OFFSET_SECONDS) * 1000 + offset.toMillisPart();
      history.languageKeyed(offsetMillis);
    }
  }

  private void joinAsked(JoinScreeningAsked asked, List<Message> answers) {
    @Nullable OpenCall call = followed(asked.call());
    if (call == null) {
      answers.add(admitUnknown(asked.call()));
      return;
    }
    answers.add(verdict(asked.call(), call, Stage.JOIN));
    settle(call);
  }

  /// The call, followed again when it had been refused and goes on all the same.
  private @Nullable OpenCall followed(CallId id) {
    @Nullable OpenCall call = calls.find(id);
    if (call != null) {
      return call;
    }
    @Nullable OpenCall resumed = calls.resume(id);
    @Nullable NumberHistory history = resumed == null ? null : historyOf(resumed);
    if (history != null) {
      history.resumed();
    }
    return resumed;
  }

  /// A call that is refused before its answer is over with the verdict: nobody tells its end.
  private void refuse(CallId id, OpenCall call) {
    call.turnAway();
    calls.refuse(id, call);
    @Nullable NumberHistory history = historyOf(call);
    if (history != null) {
      history.ended(clock.nowMillis(), NumberHistory.End.BUSY);
    }
  }

  /// Nothing is known of the call: it is admitted.
  private VerdictReached admitUnknown(CallId call) {
    return new VerdictReached(
        call,
        clock.now(),
        line,
        Stage.JOIN,
        Verdict.ADMIT,
        Verdict.ADMIT,
        0,
        mode.mode(),
        List.of(),
        PhoneNumber.NONE,
        0,
        null);
  }

  private void ended(CallEnded ended) {
    @Nullable OpenCall call = calls.end(ended.call());
    if (call == null) {
      return;
    }
    settle(call);
    @Nullable NumberHistory history = historyOf(call);
    if (history != null) {
      history.ended(clock.nowMillis(), end(ended, call));
    }
  }

  private static NumberHistory.End end(CallEnded ended, OpenCall call) {
    if (ended.reachedAgent()) {
      return NumberHistory.End.SERVED;
    }
    // Q.850: 17 user busy, 34 no circuit, 42 congestion.
    boolean noRoom = ended.cause() == 17 || ended.cause() == 34 || ended.cause() == 42;
    return noRoom || call.isTurnedAway() ? NumberHistory.End.BUSY : NumberHistory.End.ABANDONED;
  }

  private void settle(OpenCall call) {
    Optional<Boolean> silent = call.settle();
    @Nullable NumberHistory history = historyOf(call);
    if (silent.isPresent() && history != null) {
      history.behaved(clock.nowMillis(), silent.get());
    }
  }

  private VerdictReached verdict(CallId id, OpenCall call, Stage stage) {
    if (defence == Defence.OFF) {
      return reached(id, call, stage, Verdict.ADMIT, List.of());
    }
    List<Reason> reasons =
        scorer.reasons(new Subject(call, historyOf(call), stage, clock.nowMillis()));
    Verdict decided = call.decide(stage, ladder.decide(reasons, mode.mode(), stage));
    return reached(id, call, stage, decided, reasons);
  }

  private VerdictReached reached(
      CallId id, OpenCall call, Stage stage, Verdict wouldBe, List<Reason> reasons) {
    Verdict verdict = defence == Defence.ON ? wouldBe : Verdict.ADMIT;
    if (verdict == Verdict.REJECT) {
      refuse(id, call);
    }
    return new VerdictReached(
        id,
        clock.now(),
        line,
        stage,
        verdict,
        wouldBe,
        Scorer.score(reasons),
        mode.mode(),
        reasons,
        call.caller(),
        0,
        null);
  }

  private @Nullable NumberHistory historyOf(OpenCall call) {
    return call.isWellFormed() ? numbers.find(hash(call)) : null;
  }

  private long hash(OpenCall call) {
    return numberHash.of(call.normalized().raw());
  }

  @Override
  public Optional<Instant> nextDue() {
    return mode.mode() == Mode.GREEN
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(mode.nextReleaseMillis()));
  }

  @Override
  public byte[] snapshot() {
    return new ScreeningSnapshot(
            ScreeningSnapshot.VERSION,
            clock.nowMillis(),
            mode.snapshot(),
            calls.followedSnapshot(),
            calls.refusedSnapshot(),
            numbers.packOnce(),
            numbers.packRepeated())
        .encode();
  }

  @Override
  public void restore(byte[] snapshot) {
    ScreeningSnapshot state = ScreeningSnapshot.decode(snapshot);
    clock.restore(state.now());
    mode.restore(state.pressure());
    calls.restore(state.calls(), state.refused());
    numbers.unpack(state.once(), state.repeated());
  }

  /// The mode the line is in.
  public Mode mode() {
    return mode.mode();
  }

  /// Numbers that are remembered.
  public int rememberedNumbers() {
    return numbers.size();
  }

  /// Calls that are followed.
  public int openCalls() {
    return calls.followedCount();
  }

  /// The name of every signal, for a bounded set of meter labels.
  public static List<String> signalNames() {
    return new Scorer(KnownNumbers.NONE).names();
  }
}
