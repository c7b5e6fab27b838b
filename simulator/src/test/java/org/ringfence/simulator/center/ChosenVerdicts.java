package org.ringfence.simulator.center;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// A detector that gives the verdicts a test has chosen, admits where none was, and keeps what it
/// was told.
final class ChosenVerdicts {

  private final Map<Stage, Verdict> byStage = new EnumMap<>(Stage.class);
  private final Map<CallId, PhoneNumber> callers = new HashMap<>();
  private final List<Message> told = new ArrayList<>();
  private Predicate<PhoneNumber> refused = any -> false;
  private double machineOdds;
  private @Nullable Duration closedFor;

  ChosenVerdicts at(Stage stage, Verdict verdict) {
    byStage.put(stage, verdict);
    return this;
  }

  /// Refuses these callers before the answer, whatever was chosen.
  ChosenVerdicts refusing(Predicate<PhoneNumber> callers) {
    refused = callers;
    return this;
  }

  /// Has each number that arrives refused at the door, from its next call on.
  ChosenVerdicts closingTheDoor(Duration lasting) {
    closedFor = lasting;
    return this;
  }

  ChosenVerdicts odds(double odds) {
    machineOdds = odds;
    return this;
  }

  Decider.Factory factory() {
    return key -> new Core(new LineId(key));
  }

  /// What the detector was told of one kind, in order.
  <T extends Message> List<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The number that a call showed.
  String callerOf(CallId call) {
    @Nullable PhoneNumber caller = callers.get(call);
    if (caller == null) {
      throw new IllegalStateException("the detector never heard of " + call);
    }
    return caller.raw();
  }

  private final class Core implements Decider {
    private final LineId line;

    Core(LineId line) {
      this.line = line;
    }

    @Override
    public List<Message> apply(Message message) {
      told.add(message);
      return switch (message) {
        case AttemptArrived attempt -> {
          callers.put(attempt.call(), attempt.caller());
          yield arrived(attempt);
        }
        case ChallengeEnded ended -> answer(ended.call(), ended.at(), Stage.CHALLENGE);
        case ListeningEnded ended -> answer(ended.call(), ended.at(), Stage.LISTENING);
        case JoinScreeningAsked asked -> answer(asked.call(), asked.at(), Stage.JOIN);
        default -> List.of();
      };
    }

    private List<Message> arrived(AttemptArrived attempt) {
      if (refused.test(attempt.caller())) {
        return List.of(reached(attempt.call(), attempt.at(), Stage.ARRIVAL, Verdict.REJECT));
      }
      List<Message> answers = new ArrayList<>(answer(attempt.call(), attempt.at(), Stage.ARRIVAL));
      if (closedFor != null) {
        answers.add(
            new RefuseAtDoor(
                attempt.caller(),
                attempt.at(),
                line,
                attempt.attestation(),
                attempt.at().plus(closedFor),
                null));
      }
      return answers;
    }

    private List<Message> answer(CallId call, Instant at, Stage stage) {
      return List.of(reached(call, at, stage, byStage.getOrDefault(stage, Verdict.ADMIT)));
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
          Mode.RED,
          List.of(),
          PhoneNumber.NONE,
          machineOdds,
          null);
    }

    @Override
    public Optional<Instant> nextDue() {
      return Optional.empty();
    }

    @Override
    public byte[] snapshot() {
      throw new IllegalStateException("lives for one run");
    }

    @Override
    public void restore(byte[] snapshot) {
      throw new IllegalStateException("lives for one run");
    }
  }
}
