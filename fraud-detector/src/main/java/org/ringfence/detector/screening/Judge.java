package org.ringfence.detector.screening;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.campaigns.Sighting;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Weighs a call and gives its verdict; notes to which campaign it seems to belong.
final class Judge {

  /// Odds from which a call is counted with a campaign: 88 in 100.
  private static final double LIKELY = 2;

  /// Nobody is listened to twice.
  private static final double LISTENED = Double.NEGATIVE_INFINITY;

  private static final Set<String> SHARED_BY_PEOPLE_CALLED =
      Stream.of(Trait.ORIGIN, Trait.ATTESTATION, Trait.EXCHANGE, Trait.SEQUENCE, Trait.CONDUCT)
          .map(Trait::signalName)
          .collect(Collectors.toUnmodifiableSet());

  private final LineMemory memory;
  private final Scorer scorer;

  Judge(LineMemory memory, Scorer scorer) {
    this.memory = memory;
    this.scorer = scorer;
  }

  /// @param said gets what is to be told beside the verdict
  VerdictReached judge(CallId id, OpenCall call, Stage stage, Room room, List<Message> said) {
    if (memory.defence == Defence.OFF) {
      return reached(id, call, stage, openly(stage), List.of(), 0);
    }
    BoardList.@Nullable Entry listed =
        call.isWellFormed() ? memory.board.find(call.normalized(), memory.now()) : null;
    Subject subject = subject(call, stage, listed);
    List<Reason> reasons = scorer.reasons(subject);
    boolean spared = mayReturnACall(call, reasons);
    if (spared) {
      reasons = reasons.stream().filter(reason -> !isSharedByPeopleCalled(reason)).toList();
    }
    double score = Scorer.score(reasons);
    double prior =
        stage == Stage.ARRIVAL ? memory.crowd.priorAtArrival() : memory.crowd.priorAtQuestions();
    double odds = score + Math.max(prior, NumberPressure.leastPrior(subject));
    if (!spared || score > 0) {
      sight(call, stage, odds, said);
    }
    Ladder.Case known =
        new Ladder.Case(
            reasons,
            score,
            odds,
            memory.mode.mode(),
            memory.budget.strictness(memory.crowd.peopleCalls(), memory.nowMillis()),
            spared);
    Verdict now = decide(call, known, stage, room);
    boolean released = listed != null && listed.isReleased();
    remember(id, call, stage, new RecentCases.Moment(known, room.hurried(), released));
    if (released && now == Verdict.REJECT && !known.isCertain()) {
      // Somebody looked into it and let the number go.
      now = stage == Stage.ARRIVAL ? Verdict.ADMIT : Verdict.DIVERT;
    }
    if (now == Verdict.ADMIT && stage == Stage.ARRIVAL && !known.isAllowed()) {
      now = atBest();
    }
    return reached(id, call, stage, call.decide(stage, now), reasons, odds);
  }

  private void remember(CallId id, OpenCall call, Stage stage, RecentCases.Moment moment) {
    if (stage == Stage.ARRIVAL) {
      memory.recent.arrived(id, moment, memory.nowMillis());
    } else if (stage == Stage.JOIN && call.challengeResult() == null) {
      memory.recent.questioned(id, moment);
    }
  }

  /// What a caller hears who is let in.
  private Verdict atBest() {
    return memory.announcement.isOn() ? Verdict.ANNOUNCE : Verdict.ADMIT;
  }

  /// Whether the caller may be somebody whom a stranger called with our number: the announcement is
  /// said, and the caller was heard and plays no recording.
  private boolean mayReturnACall(OpenCall call, List<Reason> reasons) {
    if (!memory.announcement.isOn() || !call.isHeard()) {
      return false;
    }
    for (Reason reason : reasons) {
      if (reason.name().equals(Trait.RECORDING.signalName()) && reason.weight() > 0) {
        return false;
      }
    }
    return true;
  }

  /// Whom the stranger called is from one place or from everywhere, number after number, and seldom
  /// keys anything.
  private static boolean isSharedByPeopleCalled(Reason reason) {
    return reason.weight() > 0
        && !reason.certain()
        && SHARED_BY_PEOPLE_CALLED.contains(reason.name());
  }

  private Subject subject(OpenCall call, Stage stage, BoardList.@Nullable Entry listed) {
    boolean named = call.isWellFormed();
    @Nullable CampaignId campaign = call.campaign();
    return new Subject(
        call,
        memory.historyOf(call),
        stage,
        memory.nowMillis(),
        memory.crowd,
        named && memory.passList.contains(memory.keyOf(call), memory.nowMillis()),
        listed,
        named ? memory.labels.balance(memory.keyOf(call.normalized()), memory.nowMillis()) : 0,
        memory.atChallenge,
        campaign != null && memory.campaigns.isRhythmic(campaign),
        campaign == null ? OptionalDouble.empty() : memory.campaigns.sameLength(campaign));
  }

  /// Counts the call with the campaign that it looks like.
  private void sight(OpenCall call, Stage stage, double odds, List<Message> said) {
    @Nullable CampaignId known = call.campaign();
    Sighting seen =
        new Sighting(
            memory.nowMillis(),
            call.isWellFormed() ? (Long) memory.keyOf(call) : null,
            call.traits().languageSeconds(),
            call.isKeyedSince(),
            call.isHeard(),
            stage == Stage.JOIN);
    if (known != null) {
      if (stage == Stage.JOIN && !call.isJoinDecided()) {
        memory.campaigns.behaved(known, seen);
      }
      return;
    }
    if (odds < LIKELY) {
      return;
    }
    Optional<Crowd.Cell> cell = memory.crowd.plainest(call.traits());
    cell.ifPresent(shared -> call.campaign(memory.campaigns.sight(shared, seen, said)));
  }

  private Verdict decide(OpenCall call, Ladder.Case known, Stage stage, Room room) {
    Ladder ladder = memory.thresholds.ladder();
    @Nullable ChallengeResult result = call.challengeResult();
    return switch (stage) {
      case ARRIVAL -> ladder.atArrival(known, room.hurried());
      case JOIN ->
          result == null ? ladder.atQuestionsEnd(known) : afterChallenge(call, known, result, room);
      case CHALLENGE ->
          afterChallenge(
              call, known, Objects.requireNonNullElse(result, ChallengeResult.PASSED), room);
      case LISTENING -> ladder.afterSilence(known, call.isHeard(), LISTENED);
    };
  }

  private Verdict afterChallenge(
      OpenCall call, Ladder.Case known, ChallengeResult result, Room room) {
    Ladder ladder = memory.thresholds.ladder();
    return switch (result) {
      case PASSED -> ladder.afterPassing(known, call.isJoined() && memory.atChallenge.isSolved());
      case FAILED -> ladder.afterWrongDigits(known);
      // Before the questions silence says little; what the caller does at them comes first.
      case SILENT ->
          call.isJoined()
              ? ladder.afterSilence(known, call.isHeard(), room.listensBelow())
              : Verdict.ADMIT;
    };
  }

  private VerdictReached reached(
      CallId id, OpenCall call, Stage stage, Verdict wouldBe, List<Reason> reasons, double odds) {
    VerdictReached reached =
        reached(id, stage, wouldBe, reasons, call.caller(), odds, call.campaign());
    if (reached.verdict() == Verdict.ANNOUNCE) {
      call.announce();
    }
    return reached;
  }

  /// Nothing is known of the call: it is admitted.
  VerdictReached admitUnknown(CallId call, Stage stage) {
    return reached(call, stage, Verdict.ADMIT, List.of(), PhoneNumber.NONE, 0, null);
  }

  private VerdictReached reached(
      CallId id,
      Stage stage,
      Verdict wouldBe,
      List<Reason> reasons,
      PhoneNumber caller,
      double odds,
      @Nullable CampaignId campaign) {
    return new VerdictReached(
        id,
        memory.now(),
        memory.line,
        stage,
        memory.defence == Defence.ON ? wouldBe : openly(stage),
        wouldBe,
        Scorer.score(reasons),
        memory.mode.mode(),
        reasons,
        caller,
        Math.rint(odds * 100) / 100,
        campaign);
  }

  /// In shadow everybody is let in; the announcement, which is for people, is said all the same.
  private Verdict openly(Stage stage) {
    return stage == Stage.ARRIVAL ? atBest() : Verdict.ADMIT;
  }
}
