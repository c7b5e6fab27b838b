package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.FloodedLine.Visit;
import org.ringfence.events.Attestation;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class SolvedChallengesTest {

  private final SolvedChallenges solved = new SolvedChallenges();

  private void of100Pass(int passed) {
    for (int i = 0; i < 100; i++) {
      solved.note(i % 100 < passed, i);
    }
  }

  @Test
  void aPassedChallengeIsWorthWhatItTellsPeopleFromMachines() {
    of100Pass(35);

    assertThat(solved.isSolved()).isTrue();
    assertThat(solved.weight()).isCloseTo(Math.log(0.35 / 0.992), within(0.01));
  }

  @Test
  void aFewWhoPassAreThePeopleAmongThem() {
    of100Pass(15);

    assertThat(solved.isSolved()).isFalse();
    assertThat(solved.weight()).isEqualTo(-4);
  }

  @Test
  void whenNearlyAllPassTheyArePeopleWhoWereTakenForMachines() {
    of100Pass(97);

    assertThat(solved.isSolved()).isFalse();
    assertThat(solved.weight()).isEqualTo(-4);
  }

  @Test
  void itIsForgottenWithinTheHour() {
    of100Pass(35);

    for (int i = 0; i < 20; i++) {
      solved.note(false, Duration.ofHours(1).toMillis() + i);
    }

    assertThat(solved.isSolved()).isFalse();
  }

  @Test
  void mostMachinesThatRecogniseTheDigitsAreNotLetInWithTheOthers() {
    FloodedLine flooded = new FloodedLine().solving(0.4);
    flooded.run(Duration.ofMinutes(6), null);

    Instant learned = FloodedLine.FLOOD.plus(Duration.ofMinutes(1));
    List<Verdict> ends =
        flooded.line().said(VerdictReached.class).stream()
            .filter(verdict -> verdict.stage() == Stage.CHALLENGE)
            .filter(verdict -> verdict.at().isAfter(learned))
            .filter(SolvedChallengesTest::comesFromElsewhere)
            .map(VerdictReached::verdict)
            .toList();
    long letIn = ends.stream().filter(Verdict.ADMIT::equals).count();
    assertThat(ends).hasSizeGreaterThan(1_000).contains(Verdict.DIVERT, Verdict.REJECT);
    assertThat((double) letIn / ends.size()).isLessThan(0.02);
  }

  private static boolean comesFromElsewhere(VerdictReached verdict) {
    return verdict.reasons().stream()
        .anyMatch(reason -> reason.name().equals("origin") && reason.weight() > 0);
  }

  @Test
  void peopleWhoKeyTheQuestionsPassAsEver() {
    FloodedLine flooded = new FloodedLine().solving(0.4);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      visits.add(
          flooded.calls(
              flooded
                  .person("+1612555%04d".formatted(i))
                  .showing("+1212555%04d".formatted(i), Attestation.A),
              FloodedLine.FLOOD.plusSeconds(120 + 3L * i)));
    }
    flooded.run(Duration.ofMinutes(6), null);

    assertThat(visits).extracting(Visit::end).containsOnly(Verdict.ADMIT);
  }
}
