package org.ringfence.detector.screening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallEvent;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SnapshotTaken;

/// The detector of one protected line: each attempt and each end of questions gets exactly one
/// verdict, and the mode is told when it changes.
///
/// It only lets time pass and hands each message to the desk that it is for.
public final class ScreeningDecider implements Decider {

  private final LineMemory memory;
  private final ModeWatch mode;
  private final CallDesk calls;
  private final DefenceDesk desk;

  public ScreeningDecider(
      LineId line,
      ScreeningThresholds thresholds,
      KnownNumbers known,
      UsualCallers usual,
      NumberHash numberHash) {
    memory = new LineMemory(line, thresholds, usual, numberHash);
    mode = new ModeWatch(memory);
    Judge judge = new Judge(memory, new Scorer(known));
    calls = new CallDesk(memory, mode, judge, thresholds.ports());
    desk = new DefenceDesk(memory);
  }

  @Override
  public List<Message> apply(Message message) {
    List<Message> answers = new ArrayList<>(2);
    switch (message) {
      case CallEvent.Screened event -> {
        passTime(event.at(), answers);
        calls.hear(event, answers);
      }
      case ClockTicked tick -> passTime(tick.at(), answers);
      case AttemptsRefused refused -> {
        passTime(refused.at(), answers);
        refused(refused);
      }
      case CallEvent.Routed _ -> {}
      case ScreeningDecision _ -> {}
      case DefenceCommand command -> {
        passTime(command.at(), answers);
        desk.hear(command, answers);
      }
      case LineDecision _ -> {}
      case OfferEvent _ -> {}
      case AgentMessage _ -> {}
      case LineCommand _ -> {}
      case SnapshotTaken _ -> {}
      case AccessRecorded _, SiteChange _ -> {}
    }
    return answers;
  }

  private void passTime(Instant at, List<Message> answers) {
    if (memory.clock.advance(at)) {
      memory.clockSetBack(answers);
    }
    memory.numbers.forgetOld(memory.nowMillis());
    mode.advance(answers);
    memory.crowd.advance(memory.nowMillis(), memory.mode.usualPerSecond());
    mode.press(answers);
    memory.campaigns.advance(memory.now(), answers);
    desk.expire(answers);
    memory.traffic.advance(memory.nowMillis(), memory.now(), answers);
  }

  /// What Asterisk refused by itself belongs to its campaign, and teaches nothing else: it is not
  /// known call by call.
  private void refused(AttemptsRefused refused) {
    for (AttemptsRefused.Refusals each : refused.refusals()) {
      if (each.campaign() != null) {
        memory.campaigns.refused(each.campaign(), each.attempts(), memory.nowMillis());
      }
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    Instant due = Instant.MAX;
    if (memory.mode.mode() != Mode.GREEN) {
      due = Instant.ofEpochMilli(memory.mode.nextReleaseMillis());
    }
    @Nullable Instant expiry = memory.board.nextExpiry();
    if (expiry != null && expiry.isBefore(due)) {
      due = expiry;
    }
    @Nullable Instant silence = memory.announcement.until();
    if (silence != null && silence.isBefore(due)) {
      due = silence;
    }
    Optional<Instant> look = memory.traffic.nextLook();
    if (look.isPresent() && look.get().isBefore(due)) {
      due = look.get();
    }
    Optional<Instant> campaigns = memory.campaigns.nextDue();
    if (campaigns.isPresent() && campaigns.get().isBefore(due)) {
      due = campaigns.get();
    }
    return due.equals(Instant.MAX) ? Optional.empty() : Optional.of(due);
  }

  @Override
  public byte[] snapshot() {
    return memory.save().encode();
  }

  @Override
  public void restore(byte[] snapshot) {
    memory.restore(ScreeningSnapshot.decode(snapshot));
  }

  /// The mode the line is in.
  public Mode mode() {
    return memory.mode.mode();
  }

  /// Numbers that are remembered.
  public int rememberedNumbers() {
    return memory.numbers.size();
  }

  /// Calls that are followed.
  public int openCalls() {
    return memory.calls.followedCount();
  }

  /// The name of every signal, for a bounded set of meter labels.
  public static List<String> signalNames() {
    return new Scorer(KnownNumbers.NONE).names();
  }
}
