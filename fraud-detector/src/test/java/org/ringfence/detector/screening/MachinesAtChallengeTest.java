package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.FloodedLine.Caller;
import org.ringfence.detector.screening.FloodedLine.Visit;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class MachinesAtChallengeTest {

  private final MachinesAtChallenge machines = new MachinesAtChallenge();

  private void note(ChallengeResult result, long nowMillis) {
    machines.note(result, false, nowMillis);
  }

  private void of100(ChallengeResult some, int number, ChallengeResult others) {
    for (int i = 0; i < 100; i++) {
      note(i < number ? some : others, i);
    }
  }

  private void of100Pass(int passed) {
    for (int i = 0; i < 100; i++) {
      note(i < passed ? ChallengeResult.PASSED : ChallengeResult.FAILED, i);
    }
  }

  @Test
  void aPassedChallengeIsWorthWhatItTellsPeopleFromMachines() {
    of100Pass(35);

    assertThat(machines.isSolved()).isTrue();
    assertThat(machines.weight()).isCloseTo(Math.log(0.35 / 0.992), within(0.01));
  }

  @Test
  void aFewWhoPassAreThePeopleAmongThem() {
    of100Pass(15);

    assertThat(machines.isSolved()).isFalse();
    assertThat(machines.weight()).isEqualTo(-4);
  }

  @Test
  void whenNearlyAllPassTheyArePeopleWhoWereTakenForMachines() {
    of100Pass(97);

    assertThat(machines.isSolved()).isFalse();
    assertThat(machines.weight()).isEqualTo(-4);
  }

  @Test
  void itIsForgottenWithinTheHour() {
    of100Pass(35);

    for (int i = 0; i < 20; i++) {
      note(ChallengeResult.FAILED, Duration.ofHours(1).toMillis() + i);
    }

    assertThat(machines.isSolved()).isFalse();
  }

  @Test
  void anEndWeighsWhatItUsuallyDoesUntilMachinesWereAsked() {
    assertThat(machines.wrongDigits()).isCloseTo(ChallengeOutcome.FAILED, within(0.01));
    assertThat(machines.silence()).isGreaterThan(ChallengeOutcome.SILENT_NOW);
    assertThat(machines.silenceAgain()).isCloseTo(SilentBefore.WEIGHT, within(0.15));
  }

  @Test
  void wrongDigitsSpeakForAPersonWhileMachinesKeyNothing() {
    of100(ChallengeResult.SILENT, 100, ChallengeResult.SILENT);
    assertThat(machines.wrongDigits()).isLessThan(1.5);
    for (int i = 0; i < 9; i++) {
      of100(ChallengeResult.SILENT, 100, ChallengeResult.SILENT);
    }

    assertThat(machines.wrongDigits()).isBetween(-2.0, -1.0);
    assertThat(machines.silence()).isGreaterThan(ChallengeOutcome.SILENT_NOW);
  }

  @Test
  void silenceSpeaksForAPersonWhileMachinesKeyWrongDigits() {
    for (int i = 0; i < 10; i++) {
      of100(ChallengeResult.FAILED, 100, ChallengeResult.FAILED);
    }

    assertThat(machines.silence()).isBetween(-2.0, -0.5);
    assertThat(machines.wrongDigits()).isGreaterThan(ChallengeOutcome.FAILED);
  }

  @Test
  void silenceWeighsAsEverWhenOneMachineInTenIsSilent() {
    of100(ChallengeResult.SILENT, 10, ChallengeResult.FAILED);

    assertThat(machines.silence()).isGreaterThanOrEqualTo(ChallengeOutcome.SILENT);
    assertThat(machines.wrongDigits()).isGreaterThanOrEqualTo(ChallengeOutcome.FAILED);
  }

  @Test
  void whoHangsUpWhenAskedKeysNoWrongDigits() {
    for (int i = 0; i < 1_000; i++) {
      machines.noteHungUp(i);
    }

    assertThat(machines.wrongDigits()).isLessThan(0);
  }

  @Test
  void silenceOfANumberThatWasSilentSaysNothingWhileNoNumberIsShownTwice() {
    of100(ChallengeResult.SILENT, 100, ChallengeResult.SILENT);
    assertThat(machines.silenceAgain()).isLessThan(0.5);

    for (int i = 0; i < 200; i++) {
      machines.note(ChallengeResult.SILENT, true, 100 + i);
    }
    assertThat(machines.silenceAgain()).isGreaterThan(1.5);
  }

  @Test
  void whatAnEarlierProgramSavedSaysNothingOfTheOtherEnds() {
    machines.restore(new MachinesAtChallenge.Saved(100, 35, 0, null, null, null, null));

    assertThat(machines.isSolved()).isTrue();
    assertThat(machines.wrongDigits()).isCloseTo(ChallengeOutcome.FAILED, within(0.01));
  }

  @Test
  void whoKeysWrongDigitsAmongSilentMachinesIsNoMachine() {
    FloodedLine flooded = new FloodedLine();
    Visit visit =
        flooded.calls(
            new Caller(
                PhoneNumber.of("+12125550142"),
                Attestation.UNSIGNED,
                null,
                null,
                FloodedLine.SPEAKS,
                ChallengeResult.FAILED),
            FloodedLine.FLOOD.plusSeconds(240));
    flooded.run(Duration.ofMinutes(6), null);

    assertThat(visit.isChallenged()).isTrue();
    assertThat(visit.end()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoIsSilentAmongMachinesThatKeyWrongDigitsHasThatInFavour() {
    FloodedLine flooded = new FloodedLine().solving(0.01);
    Visit visit =
        flooded.calls(
            new Caller(
                PhoneNumber.of("+16125550142"),
                Attestation.UNSIGNED,
                4.0,
                null,
                CallerSound.NOTHING,
                ChallengeResult.SILENT),
            FloodedLine.FLOOD.plusSeconds(240));
    flooded.run(Duration.ofMinutes(6), null);

    assertThat(visit.isChallenged()).isTrue();
    assertThat(visit.verdicts().getLast().reasons())
        .filteredOn(reason -> reason.name().equals("challenge"))
        .singleElement()
        .satisfies(reason -> assertThat(reason.weight()).isNegative());
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
            .filter(MachinesAtChallengeTest::comesFromElsewhere)
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
