package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Verdict;

class LadderTest {

  private static final double NO_ROOM = Double.NEGATIVE_INFINITY;

  private final Ladder ladder = LineUnderTest.ladder();

  private static Reason reason(SignalClass signalClass, double weight) {
    return new Reason(signalClass, "a-signal", weight, false, "because");
  }

  private static final Reason CADENCE = reason(SignalClass.CADENCE, 2.5);
  private static final Reason BEHAVIOUR = reason(SignalClass.BEHAVIOUR, 2.5);
  private static final Reason CLUSTER = reason(SignalClass.CLUSTER, 3.5);
  private static final Reason CONDUCT =
      new Reason(SignalClass.AUDIO, "conduct", 2.5, false, "keyed nothing, never heard");
  private static final Reason RECORDING =
      new Reason(SignalClass.AUDIO, "same-recording", 5, false, "the same recording");
  private static final Reason ALLOWED =
      new Reason(SignalClass.IDENTITY, "allow-list", -3.5, false, "allowed");
  private static final Reason CERTAIN =
      new Reason(SignalClass.IDENTITY, "own-number", 3.5, true, "our own");

  private static Ladder.Case known(Mode mode, double prior, Reason... reasons) {
    return strictly(0, mode, prior, reasons);
  }

  private static Ladder.Case strictly(
      double strictness, Mode mode, double prior, Reason... reasons) {
    double score = Scorer.score(List.of(reasons));
    return new Ladder.Case(List.of(reasons), score, score + prior, mode, strictness, false);
  }

  @Test
  void twoClassesRejectBeforeTheAnswerInRedOnly() {
    assertThat(ladder.atArrival(known(Mode.RED, -3, CADENCE, BEHAVIOUR), false))
        .isEqualTo(Verdict.REJECT);
    assertThat(ladder.atArrival(known(Mode.AMBER, 4, CADENCE, BEHAVIOUR), true))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atArrival(known(Mode.GREEN, 4, CADENCE, BEHAVIOUR), true))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void oneClassNeverRejectsBeforeTheAnswerHoweverStrong() {
    Reason behaviour = reason(SignalClass.BEHAVIOUR, 3.5);

    assertThat(ladder.atArrival(known(Mode.RED, 4, behaviour, behaviour), false))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atArrival(known(Mode.RED, 4, reason(SignalClass.CADENCE, 5)), false))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whatOthersDidNeverRejectsBeforeTheAnswer() {
    Reason[] ofTheCrowd = {CLUSTER, reason(SignalClass.BEHAVIOUR, 6), RECORDING};

    assertThat(ladder.atArrival(known(Mode.RED, 4, ofTheCrowd), false)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whatTheNumberDidAndWhatTheCrowdDoesAreTwoClasses() {
    assertThat(ladder.atArrival(known(Mode.RED, 0, CADENCE, CLUSTER), false))
        .isEqualTo(Verdict.REJECT);
  }

  @Test
  void identityShortOfACertaintyIsNoneOfTheTwoClasses() {
    Reason identity = reason(SignalClass.IDENTITY, 3.4);

    assertThat(ladder.atArrival(known(Mode.RED, 0, identity, CADENCE), false))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void theAttestationThatMachinesShareIsNoneOfTheTwoClasses() {
    Reason shared =
        new Reason(SignalClass.CLUSTER, "attestation-mix", 1.5, false, "as machines have");

    assertThat(ladder.atArrival(known(Mode.RED, 0, CADENCE, shared, CADENCE), false))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atArrival(known(Mode.RED, 0, CADENCE, shared, CLUSTER), false))
        .isEqualTo(Verdict.REJECT);
  }

  @Test
  void aClassBelowTheFloorIsNoneOfTheTwo() {
    assertThat(
            ladder.atArrival(
                known(Mode.RED, 0, CADENCE, reason(SignalClass.BEHAVIOUR, 1.4), CADENCE), false))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whatSpeaksForThePersonCountsAgainstTheScore() {
    Reason vouched = reason(SignalClass.IDENTITY, -0.7);

    assertThat(ladder.atArrival(known(Mode.RED, 0, vouched, CADENCE, BEHAVIOUR), false))
        .isEqualTo(Verdict.ADMIT);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCertaintyIsRejectedBeforeTheAnswerAndOnlyDivertedAfterIt(Mode mode) {
    assertThat(ladder.atArrival(known(mode, -3, CERTAIN), false)).isEqualTo(Verdict.REJECT);
    assertThat(ladder.atQuestionsEnd(known(mode, -3, CERTAIN))).isEqualTo(Verdict.DIVERT);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whomTheOperatorAllowsIsAdmittedAtEveryStage(Mode mode) {
    Ladder.Case allowed = known(mode, 4, ALLOWED, CERTAIN, CADENCE, BEHAVIOUR, RECORDING);

    assertThat(
            List.of(
                ladder.atArrival(allowed, true),
                ladder.atQuestionsEnd(allowed),
                ladder.afterPassing(allowed, false),
                ladder.afterWrongDigits(allowed),
                ladder.afterSilence(allowed, false, NO_ROOM)))
        .containsOnly(Verdict.ADMIT);
  }

  @Test
  void inGreenNobodyIsTroubledWhoIsNoCertainty() {
    Ladder.Case machine = known(Mode.GREEN, 4, CADENCE, BEHAVIOUR, CLUSTER, RECORDING);

    assertThat(
            List.of(
                ladder.atArrival(machine, true),
                ladder.atQuestionsEnd(machine),
                ladder.afterPassing(machine, false),
                ladder.afterWrongDigits(machine),
                ladder.afterSilence(machine, false, NO_ROOM)))
        .containsOnly(Verdict.ADMIT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"AMBER", "RED"})
  void theOddsOfAChallengeIncludeTheCrowdAndTheBudget(Mode mode) {
    assertThat(ladder.atQuestionsEnd(known(mode, -3, BEHAVIOUR))).isEqualTo(Verdict.CHALLENGE);
    assertThat(ladder.atQuestionsEnd(known(mode, -3.1, BEHAVIOUR))).isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atQuestionsEnd(strictly(3, mode, -0.1, BEHAVIOUR))).isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atQuestionsEnd(strictly(3, mode, 0, BEHAVIOUR))).isEqualTo(Verdict.CHALLENGE);
  }

  @Test
  void identityAloneNeverChallengesAtTheQuestions() {
    Reason identity = reason(SignalClass.IDENTITY, 3.4);
    Reason hardlyMore = reason(SignalClass.CLUSTER, 0.4);

    assertThat(ladder.atQuestionsEnd(known(Mode.RED, 4, identity, hardlyMore)))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atQuestionsEnd(known(Mode.RED, 4))).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoIsSurelyAMachineIsChallengedBeforeTheQuestionsOnlyInRedAndInAHurry() {
    assertThat(ladder.atArrival(known(Mode.RED, 3, CLUSTER), true)).isEqualTo(Verdict.CHALLENGE);
    assertThat(ladder.atArrival(known(Mode.RED, 3, CLUSTER), false)).isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atArrival(known(Mode.AMBER, 3, CLUSTER), true)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoPassesIsAdmittedUnlessTheSameRecordingSpoke() {
    List<Reason> reasons = new ArrayList<>(List.of(CADENCE, BEHAVIOUR, CLUSTER));
    assertThat(ladder.afterPassing(known(Mode.RED, 4, reasons.toArray(Reason[]::new)), false))
        .isEqualTo(Verdict.ADMIT);

    assertThat(ladder.afterPassing(known(Mode.AMBER, 4, RECORDING), false))
        .isEqualTo(Verdict.DIVERT);
    assertThat(ladder.afterPassing(known(Mode.RED, 4, RECORDING), false)).isEqualTo(Verdict.DIVERT);
    assertThat(ladder.afterPassing(known(Mode.RED, 4, RECORDING, CLUSTER), false))
        .isEqualTo(Verdict.REJECT);
    assertThat(ladder.afterPassing(known(Mode.RED, -1.1, RECORDING), false))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whilstMachinesPassTooWhoActsAsTheyDoWaitsUntilTheyKeyOrSpeak() {
    Reason conduct =
        new Reason(SignalClass.BEHAVIOUR, Trait.CONDUCT.signalName(), 2.5, false, "words");

    assertThat(ladder.afterPassing(known(Mode.RED, 4, conduct), true)).isEqualTo(Verdict.DIVERT);
    assertThat(ladder.afterPassing(known(Mode.RED, 1, conduct), true)).isEqualTo(Verdict.ADMIT);
    assertThat(ladder.afterPassing(known(Mode.RED, 4, BEHAVIOUR, CLUSTER), true))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.afterPassing(known(Mode.GREEN, 4, conduct), true)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void wrongDigitsEndTheCallOfWhoIsLikelyAMachineOnly() {
    assertThat(ladder.afterWrongDigits(known(Mode.RED, Ladder.FAILED - 2.5, BEHAVIOUR)))
        .isEqualTo(Verdict.REJECT);
    assertThat(ladder.afterWrongDigits(known(Mode.RED, Ladder.FAILED - 2.6, BEHAVIOUR)))
        .isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aSilentCallerWhoWasHeardIsNeverLetGoOrRejectedShortOfAKnownRecording() {
    for (double prior = -3; prior <= 4; prior += 0.5) {
      assertThat(ladder.afterSilence(known(Mode.RED, prior, BEHAVIOUR, CLUSTER), true, NO_ROOM))
          .isIn(Verdict.ADMIT, Verdict.DIVERT);
    }
    assertThat(ladder.afterSilence(known(Mode.RED, 0, RECORDING), true, NO_ROOM))
        .isEqualTo(Verdict.REJECT);
  }

  @Test
  void aSilentCallerWhoWasNeverHeardIsAdmittedThenDivertedThenLetGoAsTheOddsRise() {
    assertThat(ladder.afterSilence(known(Mode.RED, Ladder.DOUBTFUL - 2.6, CONDUCT), false, NO_ROOM))
        .isEqualTo(Verdict.ADMIT);
    assertThat(ladder.afterSilence(known(Mode.RED, Ladder.DOUBTFUL - 2.5, CONDUCT), false, NO_ROOM))
        .isEqualTo(Verdict.DIVERT);
    assertThat(ladder.afterSilence(known(Mode.RED, Ladder.LIKELY - 2.5, CONDUCT), false, NO_ROOM))
        .isEqualTo(Verdict.LET_GO);
  }

  @Test
  void whoWouldBeLetGoOrDivertedForSilenceIsListenedToWhereThereIsRoom() {
    for (double prior = -3; prior <= 4; prior += 0.25) {
      Ladder.Case known = known(Mode.RED, prior, CONDUCT);
      Verdict without = ladder.afterSilence(known, false, NO_ROOM);
      boolean held = without == Verdict.LET_GO || without == Verdict.DIVERT;
      assertThat(ladder.afterSilence(known, false, Double.POSITIVE_INFINITY))
          .isEqualTo(held ? Verdict.LISTEN : without);
      assertThat(ladder.afterSilence(known, false, 4))
          .isEqualTo(held && known.odds() < 4 ? Verdict.LISTEN : without);
      assertThat(ladder.afterSilence(known, true, Double.POSITIVE_INFINITY))
          .as("was heard")
          .isNotEqualTo(Verdict.LISTEN);
    }
  }

  @Test
  void aSilentCallerWhoActsUnlikeTheMachinesOfThisHourIsAdmitted() {
    for (double prior = -3; prior <= 4; prior += 0.5) {
      assertThat(ladder.afterSilence(known(Mode.RED, prior, BEHAVIOUR, CLUSTER), false, NO_ROOM))
          .isEqualTo(Verdict.ADMIT);
    }
  }

  @Test
  void identityAloneDoesNotChallengeBeforeTheQuestions() {
    Reason carrier = reason(SignalClass.IDENTITY, 1.5);

    assertThat(ladder.atArrival(known(Mode.RED, 4, carrier), true)).isEqualTo(Verdict.ADMIT);
    assertThat(ladder.atArrival(known(Mode.RED, 4, CLUSTER), true)).isEqualTo(Verdict.CHALLENGE);
  }
}
