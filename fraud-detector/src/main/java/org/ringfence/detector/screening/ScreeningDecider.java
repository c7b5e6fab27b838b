package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.detector.crowd.Conduct;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.detector.crowd.Excess;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.detector.crowd.UsualCallers;
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
import org.ringfence.events.ChallengeResult;
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

  /// An excess is an alarm from one chance in a million on, and from so many calls.
  private static final double ALARMING = 14;

  private static final double ALARMING_CALLS = 6;

  /// As many machines as people are RED.
  private static final double RED_RATIO = 1;

  /// So many times as often as people can call: pressing.
  private static final double PRESSING = 1.5;

  private static final double HURRIED_PORTS = 0.5;
  private static final double HURRIED_LEAVERS = 0.5;

  private final LineId line;
  private final Defence defence;
  private final NumberHash numberHash;
  private final Scorer scorer;
  private final Ladder ladder;
  private final LineMode mode;
  private final NumberTable numbers = new NumberTable();
  private final CallTable calls = new CallTable();
  private final LineClock clock = new LineClock();
  private final PassList passList = new PassList();
  private final ChallengeBudget budget = new ChallengeBudget();
  private final Crowd crowd;
  private final int ports;
  private boolean hurried;

  public ScreeningDecider(
      LineId line,
      ScreeningThresholds thresholds,
      KnownNumbers known,
      UsualCallers usual,
      NumberHash numberHash) {
    crowd = new Crowd(usual, thresholds.expectedAttemptsPerHour() / 3_600);
    ports = thresholds.ports();
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
      passList.clear();
      crowd.forget();
      mode.clockSetBack(clock.nowMillis());
    }
    numbers.forgetOld(clock.nowMillis());
    tell(mode.advance(clock.nowMillis()), answers);
    crowd.advance(clock.nowMillis(), mode.usualPerSecond());
    press(answers);
  }

  /// Machines are seen by what their calls have in common, often before there are many.
  private void press(List<Message> answers) {
    @Nullable Excess plainest = null;
    for (Excess excess : crowd.excesses()) {
      // An office or a hospital on a busy day calls from one exchange too.
      if (excess.trait() == Trait.EXCHANGE) {
        continue;
      }
      if (plainest == null || excess.surprise() > plainest.surprise()) {
        plainest = excess;
      }
    }
    if (plainest != null && plainest.surprise() >= ALARMING && plainest.size() >= ALARMING_CALLS) {
      Excess alike = plainest;
      Mode level = crowd.machines() >= RED_RATIO * crowd.peopleCalls() ? Mode.RED : Mode.AMBER;
      tell(
          mode.pressed(
              clock.nowMillis(),
              level,
              () -> "alike beyond chance: " + crowd.words(alike.trait(), alike.cell())),
          answers);
    }
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
      case ChallengeEnded challenge -> challengeEnded(challenge, answers);
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
    double weight = 1;
    if (call.isWellFormed()) {
      NumberHistory history = numbers.seen(hash(call));
      history.arrived(clock.nowMillis());
      weight = history.crowdWeight();
      if (NumberPressure.multiple(history) >= PRESSING) {
        passList.revoke(hash(call));
        tell(
            mode.pressed(
                clock.nowMillis(), Mode.AMBER, () -> "one number calls more than people can"),
            answers);
      }
    }
    call.traits(
        crowd.arrived(
            call.normalized(),
            arrived.attestation(),
            arrived.fingerprint(),
            weight,
            clock.nowMillis(),
            isLearning()));
    press(answers);
    hurried =
        arrived.portsInUse() >= HURRIED_PORTS * ports
            || crowd.earlyLeaversShare() >= HURRIED_LEAVERS;
    answers.add(verdict(arrived.call(), call, Stage.ARRIVAL));
  }

  /// Quiet times teach what is usual.
  private boolean isLearning() {
    return mode.mode() == Mode.GREEN && crowd.excesses().isEmpty();
  }

  private void answered(QuestionAnswered answered) {
    @Nullable OpenCall call = followed(answered.call());
    if (call == null) {
      return;
    }
    boolean askedBefore = call.isKeyedSince();
    boolean languageKeyed = call.answered(answered.node(), answered.pressed());
    double seconds = offsetMillis(answered.offset()) / 1000.0;
    if (answered.node().equals(OpenCall.LANGUAGE_NODE)) {
      call.traits(
          crowd.languageAnswered(
              call.traits(), languageKeyed ? seconds : -1, clock.nowMillis(), isLearning()));
    } else if (call.isKeyedSince() && !askedBefore) {
      call.traits(crowd.menuKeyed(call.traits(), seconds, isLearning()));
    }
    @Nullable NumberHistory history = historyOf(call);
    if (languageKeyed && history != null) {
      history.languageKeyed(offsetMillis(answered.offset()));
    }
  }

  private static int offsetMillis(Duration offset) {
    return Math.clamp(offset.toSeconds(), 0, MAX_OFFSET_SECONDS) * 1000 + offset.toMillisPart();
  }

  private void joinAsked(JoinScreeningAsked asked, List<Message> answers) {
    @Nullable OpenCall call = followed(asked.call());
    if (call == null) {
      answers.add(admitUnknown(asked.call(), Stage.JOIN));
      return;
    }
    call.heard(asked.sound());
    if (call.join()) {
      int conduct = Conduct.cell(call.isLanguageKeyed(), call.isKeyedSince(), call.isHeard());
      call.traits(
          crowd.questionsOver(
              call.traits(), conduct, call.print(), clock.nowMillis(), isLearning()));
      press(answers);
    }
    VerdictReached reached = verdict(asked.call(), call, Stage.JOIN);
    answers.add(reached);
    if (reached.wouldBe() != Verdict.CHALLENGE) {
      settle(call);
    }
  }

  private void challengeEnded(ChallengeEnded ended, List<Message> answers) {
    @Nullable OpenCall call = followed(ended.call());
    if (call == null) {
      answers.add(admitUnknown(ended.call(), Stage.CHALLENGE));
      return;
    }
    call.heard(ended.sound());
    if (call.challengeResult() == null && ended.result() == ChallengeResult.PASSED) {
      budget.notePassed(clock.nowMillis());
      if (call.isWellFormed()) {
        passList.confirm(hash(call), clock.nowMillis());
      }
    }
    call.challengeEnded(ended.result());
    answers.add(verdict(ended.call(), call, Stage.CHALLENGE));
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
  private VerdictReached admitUnknown(CallId call, Stage stage) {
    return new VerdictReached(
        call,
        clock.now(),
        line,
        stage,
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
    if (!call.isJoined() && !call.isTurnedAway()) {
      crowd.leftEarly();
    }
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
      return reached(id, call, stage, Verdict.ADMIT, List.of(), 0);
    }
    boolean passed = call.isWellFormed() && passList.contains(hash(call), clock.nowMillis());
    List<Reason> reasons =
        scorer.reasons(new Subject(call, historyOf(call), stage, clock.nowMillis(), crowd, passed));
    double score = Scorer.score(reasons);
    double prior = stage == Stage.ARRIVAL ? crowd.priorAtArrival() : crowd.priorAtQuestions();
    Ladder.Case known =
        new Ladder.Case(
            reasons,
            score,
            score + prior,
            mode.mode(),
            budget.strictness(crowd.peopleCalls(), clock.nowMillis()));
    Verdict decided = call.decide(stage, decide(call, known, stage));
    return reached(id, call, stage, decided, reasons, known.odds());
  }

  private Verdict decide(OpenCall call, Ladder.Case known, Stage stage) {
    @Nullable ChallengeResult result = call.challengeResult();
    return switch (stage) {
      case ARRIVAL -> ladder.atArrival(known, hurried);
      case JOIN ->
          result == null ? ladder.atQuestionsEnd(known) : afterChallenge(call, known, result);
      case CHALLENGE ->
          afterChallenge(call, known, Objects.requireNonNullElse(result, ChallengeResult.PASSED));
    };
  }

  private Verdict afterChallenge(OpenCall call, Ladder.Case known, ChallengeResult result) {
    return switch (result) {
      case PASSED -> ladder.afterPassing(known);
      case FAILED -> ladder.afterWrongDigits(known);
      case SILENT -> ladder.afterSilence(known, call.isHeard());
    };
  }

  private VerdictReached reached(
      CallId id, OpenCall call, Stage stage, Verdict wouldBe, List<Reason> reasons, double odds) {
    Verdict verdict = defence == Defence.ON ? wouldBe : Verdict.ADMIT;
    if (verdict == Verdict.REJECT && stage == Stage.ARRIVAL) {
      crowd.leftEarly();
      refuse(id, call);
    } else if (verdict == Verdict.REJECT || verdict == Verdict.LET_GO) {
      call.turnAway();
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
        Math.rint(odds * 100) / 100,
        null);
  }

  private @Nullable NumberHistory historyOf(OpenCall call) {
    return call.isWellFormed() ? numbers.find(hash(call)) : null;
  }

  private long hash(OpenCall call) {
    return call.key(numberHash);
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
            numbers.packRepeated(),
            crowd.pack(),
            passList.pack(),
            new ScreeningSnapshot.Budget(budget.passed(), budget.lastMillis()))
        .encode();
  }

  @Override
  public void restore(byte[] snapshot) {
    ScreeningSnapshot state = ScreeningSnapshot.decode(snapshot);
    clock.restore(state.now());
    mode.restore(state.pressure());
    calls.restore(state.calls(), state.refused());
    numbers.unpack(state.once(), state.repeated());
    passList.unpack(state.passList());
    if (state.crowd() != null) {
      crowd.unpack(state.crowd());
    }
    if (state.budget() != null) {
      budget.restore(state.budget().passed(), state.budget().at());
    }
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
