package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Conduct;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Follows the calls of a line from arrival to end, has each judged where a verdict is due, and
/// remembers what each did.
final class CallDesk {

  private static final int MAX_OFFSET_SECONDS = 3_600;

  /// So many times as often as people can call: pressing.
  private static final double PRESSING = 1.5;

  private final LineMemory memory;
  private final ModeWatch mode;
  private final Judge judge;
  private final ChallengeNotes challenges;
  private final int ports;
  private Room room = Room.ALL;

  /// @param ports of the trunk
  CallDesk(LineMemory memory, ModeWatch mode, Judge judge, int ports) {
    this.memory = memory;
    this.mode = mode;
    this.judge = judge;
    challenges = new ChallengeNotes(memory);
    this.ports = ports;
  }

  void hear(CallEvent.Screened event, List<Message> answers) {
    switch (event) {
      case AttemptArrived arrived -> arrived(arrived, answers);
      case QuestionAnswered answered -> answered(answered);
      case JoinScreeningAsked asked -> joinAsked(asked, answers);
      case ChallengeEnded challenge -> challengeEnded(challenge, answers);
      case ListeningEnded listened -> listeningEnded(listened, answers);
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
      verdict(arrived.call(), known, Stage.ARRIVAL, answers);
      return;
    }
    mode.arrived(arrived.portsInUse(), answers);
    OpenCall call = new OpenCall(arrived.caller(), arrived.attestation());
    memory.calls.follow(arrived.call(), call);
    double weight = 1;
    boolean again = false;
    if (call.isWellFormed()) {
      NumberHistory history = memory.numbers.seen(memory.keyOf(call));
      again = history.isWithinHour(memory.nowMillis());
      history.arrived(memory.nowMillis());
      weight = history.crowdWeight();
      if (NumberPressure.multiple(history) >= PRESSING) {
        memory.passList.unmark(memory.keyOf(call));
        mode.press(Mode.AMBER, () -> "one number calls more than people can", answers);
      }
    }
    call.traits(
        memory.crowd.arrived(
            call.normalized(),
            arrived.attestation(),
            arrived.fingerprint(),
            weight,
            memory.nowMillis(),
            isLearning()));
    memory.traffic.arrived(
        !call.isWellFormed(),
        !call.traits().comesFromHome(),
        again,
        arrived.attestation() == Attestation.UNSIGNED,
        arrived.portsInUse());
    mode.press(answers);
    room = Room.of(arrived.portsInUse(), ports, memory.crowd.earlyLeaversShare());
    verdict(arrived.call(), call, Stage.ARRIVAL, answers);
  }

  /// Quiet times teach what is usual.
  private boolean isLearning() {
    return memory.mode.mode() == Mode.GREEN && memory.crowd.excesses().isEmpty();
  }

  private void answered(QuestionAnswered answered) {
    @Nullable OpenCall call = followed(answered.call());
    if (call == null) {
      return;
    }
    boolean askedBefore = call.isKeyedSince();
    boolean languageKeyed = call.answered(answered.node(), answered.pressed());
    double seconds = offsetMillis(answered.offset()) / 1000.0;
    // After an announcement a key's time says when somebody had heard enough of it.
    boolean timed = languageKeyed && !call.isAnnounced();
    if (answered.node().equals(OpenCall.LANGUAGE_NODE)) {
      call.traits(
          memory.crowd.languageAnswered(
              call.traits(), timed ? seconds : -1, memory.nowMillis(), isLearning()));
    } else if (call.isKeyedSince() && !askedBefore) {
      call.traits(memory.crowd.menuKeyed(call.traits(), seconds, isLearning()));
    }
    if (timed) {
      memory.traffic.languageKeyed(seconds);
    }
    @Nullable NumberHistory history = memory.historyOf(call);
    if (timed && history != null) {
      history.languageKeyed(offsetMillis(answered.offset()));
    }
  }

  private static int offsetMillis(Duration offset) {
    return Math.clamp(offset.toSeconds(), 0, MAX_OFFSET_SECONDS) * 1000 + offset.toMillisPart();
  }

  private void joinAsked(JoinScreeningAsked asked, List<Message> answers) {
    @Nullable OpenCall call = followed(asked.call());
    if (call == null) {
      answers.add(judge.admitUnknown(asked.call(), Stage.JOIN));
      return;
    }
    call.heard(asked.sound());
    if (call.join()) {
      int conduct = Conduct.cell(call.isLanguageKeyed(), call.isKeyedSince(), call.isHeard());
      call.traits(
          memory.crowd.questionsOver(
              call.traits(), conduct, call.print(), memory.nowMillis(), isLearning()));
      memory.traffic.asked(call.isHeard(), call.isKeyedSince());
      mode.press(answers);
    }
    VerdictReached reached = verdict(asked.call(), call, Stage.JOIN, answers);
    settleUnlessAsked(call, reached);
  }

  private void challengeEnded(ChallengeEnded ended, List<Message> answers) {
    @Nullable OpenCall call = followed(ended.call());
    if (call == null) {
      answers.add(judge.admitUnknown(ended.call(), Stage.CHALLENGE));
      return;
    }
    call.heard(ended.sound());
    if (call.isHeard()) {
      call.traits(memory.crowd.heardLater(call.traits()));
    }
    if (call.challengeResult() == null) {
      challenges.ended(call, ended.result());
    }
    call.challengeEnded(ended.result(), memory.wasSilent(call));
    VerdictReached reached = verdict(ended.call(), call, Stage.CHALLENGE, answers);
    challenges.judged(call, ended.result());
    settleUnlessAsked(call, reached);
  }

  private void listeningEnded(ListeningEnded ended, List<Message> answers) {
    @Nullable OpenCall call = followed(ended.call());
    if (call == null) {
      answers.add(judge.admitUnknown(ended.call(), Stage.LISTENING));
      return;
    }
    call.listenedTo(ended.keyed(), ended.sound());
    if (call.isHeard()) {
      call.traits(memory.crowd.heardLater(call.traits()));
    }
    verdict(ended.call(), call, Stage.LISTENING, answers);
    challenges.judged(
        call, Objects.requireNonNullElse(call.challengeResult(), ChallengeResult.SILENT));
    settle(call);
  }

  /// The call, followed again when it had been refused and goes on all the same.
  private @Nullable OpenCall followed(CallId id) {
    @Nullable OpenCall call = memory.calls.find(id);
    if (call != null) {
      return call;
    }
    @Nullable OpenCall resumed = memory.calls.resume(id);
    @Nullable NumberHistory history = resumed == null ? null : memory.historyOf(resumed);
    if (history != null) {
      history.resumed();
    }
    return resumed;
  }

  /// A call that is refused before its answer is over with the verdict: nobody tells its end.
  private void refuse(CallId id, OpenCall call) {
    call.turnAway();
    memory.calls.refuse(id, call);
    @Nullable NumberHistory history = memory.historyOf(call);
    if (history != null) {
      history.ended(memory.nowMillis(), NumberHistory.End.BUSY);
    }
  }

  private void ended(CallEnded ended) {
    @Nullable OpenCall call = memory.calls.end(ended.call());
    if (call == null) {
      return;
    }
    settle(call);
    challenges.hungUp(call);
    if (!call.isJoined() && !call.isTurnedAway()) {
      memory.crowd.leftEarly();
      if (isHungUp(ended, call)) {
        hungUp(ended.duration().toMillis() / 1000.0, call);
      }
    }
    @Nullable NumberHistory history = memory.historyOf(call);
    memory.traffic.ended(
        ended.duration().toMillis() / 1000.0,
        !call.isJoined() && !call.isTurnedAway(),
        history != null && isStranger(call, history));
    if (history != null) {
      history.ended(memory.nowMillis(), end(ended, call));
    }
  }

  /// Whether the caller hung up by no doing of ours. After an announcement many do, at its end;
  /// what the network ends has another cause than 16 (Q.850, normal clearing).
  private static boolean isHungUp(CallEnded ended, OpenCall call) {
    return Boolean.FALSE.equals(ended.dismissed()) && ended.cause() == 16 && !call.isAnnounced();
  }

  private void hungUp(double seconds, OpenCall call) {
    memory.crowd.hungUp(seconds, call.traits().weight(), memory.nowMillis());
    if (call.campaign() != null) {
      memory.campaigns.lasted(call.campaign(), seconds);
    }
  }

  /// Whether somebody ended the call who did not call before, was heard but had no use for a menu,
  /// and does nothing that only machines do: perhaps one who was called by a stranger with our
  /// number.
  private boolean isStranger(OpenCall call, NumberHistory history) {
    @Nullable CampaignId campaign = call.campaign();
    return call.isSurelyHeard()
        && !call.isKeyedSince()
        && !call.isTurnedAway()
        && history.isFirstCall()
        && (campaign == null || !memory.campaigns.isOfMachinesOnly(campaign));
  }

  private static NumberHistory.End end(CallEnded ended, OpenCall call) {
    if (ended.reachedAgent()) {
      return NumberHistory.End.SERVED;
    }
    // Q.850: 17 user busy, 34 no circuit, 42 congestion.
    boolean noRoom = ended.cause() == 17 || ended.cause() == 34 || ended.cause() == 42;
    return noRoom || call.isTurnedAway() ? NumberHistory.End.BUSY : NumberHistory.End.ABANDONED;
  }

  /// Who is asked something more may yet show another behaviour.
  private void settleUnlessAsked(OpenCall call, VerdictReached reached) {
    if (reached.wouldBe() != Verdict.CHALLENGE && reached.wouldBe() != Verdict.LISTEN) {
      settle(call);
    }
  }

  private void settle(OpenCall call) {
    Optional<Boolean> silent = call.settle();
    @Nullable NumberHistory history = memory.historyOf(call);
    if (silent.isPresent() && history != null) {
      history.behaved(memory.nowMillis(), silent.get());
    }
  }

  private VerdictReached verdict(CallId id, OpenCall call, Stage stage, List<Message> answers) {
    VerdictReached reached = judge.judge(id, call, stage, room, answers);
    answers.add(reached);
    if (reached.wouldBe() == Verdict.CHALLENGE) {
      call.challenged(reached.machineOdds() >= Ladder.SURE);
    }
    if (call.suspect(isHeldForMachines(reached))) {
      memory.traffic.suspected();
    }
    if (reached.verdict() == Verdict.REJECT && stage == Stage.ARRIVAL) {
      memory.crowd.refused();
      closeDoor(call, answers);
      refuse(id, call);
    } else if (reached.verdict() == Verdict.REJECT || reached.verdict() == Verdict.LET_GO) {
      call.turnAway();
    }
    return reached;
  }

  private static boolean isHeldForMachines(VerdictReached reached) {
    boolean letIn = reached.wouldBe() == Verdict.ADMIT || reached.wouldBe() == Verdict.ANNOUNCE;
    return !letIn || reached.campaign() != null;
  }

  /// From here on Asterisk itself refuses the number for a while.
  private void closeDoor(OpenCall call, List<Message> answers) {
    // Asterisk does not tell a wrong signature from none, and an unsigned call must not pay for it.
    if (!call.isWellFormed() || call.attestation() == Attestation.FAILED) {
      return;
    }
    @Nullable Instant until = memory.door.close(memory.keyOf(call), call.campaign(), memory.now());
    if (until != null) {
      answers.add(
          new RefuseAtDoor(
              call.normalized(),
              memory.now(),
              memory.line,
              call.attestation(),
              until,
              call.campaign()));
    }
  }
}
