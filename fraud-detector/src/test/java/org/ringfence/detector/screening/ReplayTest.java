package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.Defence;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;

/// Properties that hold for any messages whatever. `-Dsim.seed=` replays a failure.
class ReplayTest {

  private static final int ROUNDS = 60;
  private static final int MESSAGES = 500;

  private final long seed = Long.getLong("sim.seed", 20161101L);

  private static LineUnderTest line() {
    return new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 200));
  }

  /// Applies messages, restoring a fresh decider from a snapshot at the given places.
  private static List<Message> answers(List<Message> messages, Set<Integer> restartsBefore) {
    ScreeningDecider decider = line().decider();
    List<Message> answers = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (restartsBefore.contains(i)) {
        byte[] snapshot = decider.snapshot();
        decider = line().decider();
        decider.restore(snapshot);
        assertThat(decider.snapshot()).isEqualTo(snapshot);
      }
      answers.addAll(decider.apply(messages.get(i)));
    }
    return answers;
  }

  /// What is wrong with a run, or null.
  private static @Nullable String flaw(List<Message> messages, Set<Integer> restarts) {
    List<Message> straight = answers(messages, Set.of());
    if (!straight.equals(answers(messages, Set.of()))) {
      return "the same messages gave other answers";
    }
    if (!straight.equals(answers(messages, restarts))) {
      return "a restart changed the answers";
    }
    long asked =
        messages.stream()
            .filter(m ->
                m instanceof AttemptArrived
                    || m instanceof JoinScreeningAsked
                    || m instanceof ChallengeEnded
                    || m instanceof ListeningEnded)
            .count();
    if (asked != straight.stream().filter(VerdictReached.class::isInstance).count()) {
      return "not exactly one verdict for each question";
    }
    Mode mode = Mode.GREEN;
    for (Message answer : straight) {
      if (answer instanceof ModeChanged change) {
        if (change.from() != mode || change.to() == mode) {
          return "mode changes do not join: " + change;
        }
        mode = change.to();
      } else if (answer instanceof VerdictReached verdict
          && (verdict.mode() != mode || !Double.isFinite(verdict.score()))) {
        return "a verdict of another mode, or without a score: " + verdict;
      }
    }
    return null;
  }

  @Test
  void anyMessagesGiveTheSameAnswersAgainAlsoOverRestarts() {
    System.out.println("ReplayTest: sim.seed=" + seed);
    int modeChanges = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      List<Message> messages = RandomTraffic.of(random, MESSAGES);
      Set<Integer> restarts = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        restarts.add(random.nextInt(MESSAGES));
      }
      if (flaw(messages, restarts) != null) {
        List<Message> shortest = shrink(messages, restarts);
        throw new AssertionError(
            "seed " + (seed + round) + ": " + flaw(shortest, restarts) + " with " + shortest);
      }
      modeChanges +=
          (int) answers(messages, Set.of()).stream().filter(ModeChanged.class::isInstance).count();
    }
    assertThat(modeChanges).as("the traffic must press the modes").isGreaterThan(ROUNDS);
  }

  /// A shorter list with a flaw: leaves out ever smaller pieces as long as one remains.
  private static List<Message> shrink(List<Message> messages, Set<Integer> restarts) {
    List<Message> shortest = messages;
    for (int piece = messages.size() / 2; piece >= 1; piece /= 2) {
      for (int from = 0; from + piece <= shortest.size(); ) {
        List<Message> shorter = new ArrayList<>(shortest);
        shorter.subList(from, from + piece).clear();
        if (flaw(shorter, restarts) != null) {
          shortest = shorter;
        } else {
          from += piece;
        }
      }
    }
    return Objects.requireNonNull(shortest);
  }
}
