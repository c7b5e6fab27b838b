package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.ivr.Challenge;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Listening;
import org.ringfence.simulator.center.TestCenter.Caller;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;

/// What becomes of callers who are asked to key digits.
final class ChallengeTest {

  private static final CenterSettings SETTINGS = TestCenter.settings("on", 10);

  private static ChosenVerdicts challengingAtArrival() {
    return new ChosenVerdicts().at(Stage.ARRIVAL, Verdict.CHALLENGE);
  }

  private static AttemptResult play(ChosenVerdicts detector, Caller caller) {
    RunResults run = TestCenter.run(detector, 10, List.of(caller.plan()), TestCenter.agents(1));
    assertThat(run.attempts()).hasSize(1);
    return run.attempts().getFirst();
  }

  private static Caller silentCaller() {
    return TestCenter.caller("p", 0)
        .ivrPatience(300)
        .sound(Audio.SILENCE, 0)
        .challenge(CallerPlan.ChallengeResult.SILENT, 9);
  }

  private static ChallengeEnded ended(ChosenVerdicts detector) {
    List<ChallengeEnded> all = detector.told(ChallengeEnded.class);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /// Both tries, from the first word to the last time-out.
  private static double bothTries() {
    double seconds = 2 * Challenge.ANSWER_SECONDS;
    for (boolean again : new boolean[] {false, true}) {
      List<Language> languages = SETTINGS.flow().languages();
      seconds += SETTINGS.prompts().seconds(Challenge.prompts(languages, "47", again));
    }
    return seconds;
  }

  @Test
  void whoPassesBeforeTheQuestionsIsAskedThemAndServed() {
    ChosenVerdicts detector = challengingAtArrival();

    AttemptResult plain = play(new ChosenVerdicts(), TestCenter.caller("p", 5));
    AttemptResult passed = play(detector, TestCenter.caller("p", 5));

    assertThat(passed.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(passed.challenged()).isTrue();
    assertThat(passed.diverted()).isFalse();
    assertThat(passed.joinedSeconds()).isCloseTo(plain.joinedSeconds() + 9, within(1e-3));
    assertThat(ended(detector).result()).isEqualTo(ChallengeResult.PASSED);
    assertThat(passed.isHarmful()).isFalse();
  }

  @Test
  void whoPassesAtTheQuestionsEndGoesStraightIntoLine() {
    ChosenVerdicts detector = new ChosenVerdicts().at(Stage.JOIN, Verdict.CHALLENGE);

    AttemptResult plain = play(new ChosenVerdicts(), TestCenter.caller("p", 5));
    AttemptResult passed = play(detector, TestCenter.caller("p", 5));

    assertThat(passed.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(passed.challenged()).isTrue();
    assertThat(passed.joinedSeconds()).isCloseTo(plain.joinedSeconds() + 9, within(1e-3));
  }

  @Test
  void wrongDigitsThatAreTurnedAwayAreAFailedChallenge() {
    ChosenVerdicts detector = challengingAtArrival().at(Stage.CHALLENGE, Verdict.REJECT);

    AttemptResult failed =
        play(
            detector,
            TestCenter.caller("p", 0).challenge(CallerPlan.ChallengeResult.FAIL, 4).machine());

    assertThat(failed.outcome()).isEqualTo(Outcome.CHALLENGE_FAILED);
    assertThat(ended(detector).result()).isEqualTo(ChallengeResult.FAILED);
    assertThat(failed.portSeconds()).as("wrong on both tries").isGreaterThanOrEqualTo(8);
  }

  @Test
  void wrongDigitsThatAreLetInAreNoFailure() {
    AttemptResult result =
        play(
            challengingAtArrival(),
            TestCenter.caller("p", 0).challenge(CallerPlan.ChallengeResult.FAIL, 4));

    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(result.isHarmful()).isFalse();
  }

  @Test
  void silenceIsLetGoAfterBothTriesAndHoldsItsPortUntilThen() {
    ChosenVerdicts detector = challengingAtArrival().at(Stage.CHALLENGE, Verdict.LET_GO);

    AttemptResult result = play(detector, silentCaller());

    assertThat(result.outcome()).isEqualTo(Outcome.LET_GO);
    assertThat(ended(detector).result()).isEqualTo(ChallengeResult.SILENT);
    double goodbye = SETTINGS.prompts().seconds(List.of("ringfence/en/let-go"));
    assertThat(result.portSeconds()).isCloseTo(bothTries() + goodbye, within(1e-3));
  }

  private static ChosenVerdicts listening(Verdict afterwards) {
    return new ChosenVerdicts()
        .at(Stage.JOIN, Verdict.CHALLENGE)
        .at(Stage.CHALLENGE, Verdict.LISTEN)
        .at(Stage.LISTENING, afterwards);
  }

  private static double oneRound() {
    return Listening.ANSWER_SECONDS
        + SETTINGS.prompts().seconds(Listening.prompts(List.of(Language.EN)));
  }

  @Test
  void silenceIsListenedToForAllRoundsAndThenLetGo() {
    AttemptResult plain =
        play(
            new ChosenVerdicts()
                .at(Stage.JOIN, Verdict.CHALLENGE)
                .at(Stage.CHALLENGE, Verdict.LET_GO),
            silentCaller());
    ChosenVerdicts detector = listening(Verdict.LET_GO);

    AttemptResult result = play(detector, silentCaller());

    assertThat(result.outcome()).isEqualTo(Outcome.LET_GO);
    assertThat(result.portSeconds() - plain.portSeconds())
        .isCloseTo(Listening.ROUNDS * oneRound(), within(1e-3));
    assertThat(detector.told(ListeningEnded.class))
        .singleElement()
        .matches(ended -> !ended.keyed() && CallerSound.NOTHING.equals(ended.sound()));
  }

  @Test
  void aSoundIsNoticedAtTheEndOfItsRoundAndTheCallerIsServed() {
    ChosenVerdicts detector = listening(Verdict.ADMIT);
    double challengeOver =
        play(listening(Verdict.LET_GO), silentCaller()).portSeconds()
            - Listening.ROUNDS * oneRound()
            - SETTINGS.prompts().seconds(List.of("ringfence/en/let-go"));

    AttemptResult result =
        play(detector, silentCaller().sound(Audio.LIVE, challengeOver + 1.5 * oneRound()));

    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(result.isHarmful()).isFalse();
    assertThat(result.joinedSeconds()).isCloseTo(challengeOver + 2 * oneRound(), within(1e-3));
    assertThat(detector.told(ListeningEnded.class))
        .singleElement()
        .matches(ended -> ended.sound() != null && ended.sound().isHeard());
  }

  @Test
  void aPortIsFreeAgainWhenTheChallengeIsOver() {
    ChosenVerdicts detector = challengingAtArrival().at(Stage.CHALLENGE, Verdict.LET_GO);
    double over = bothTries() + SETTINGS.prompts().seconds(List.of("ringfence/en/let-go"));

    RunResults run =
        TestCenter.run(
            detector,
            1,
            List.of(
                silentCaller().plan(),
                TestCenter.caller("before", over - 0.5).plan(),
                TestCenter.caller("after", over + 0.5).plan()),
            TestCenter.agents(1));

    assertThat(run.attempts())
        .extracting(AttemptResult::outcome)
        .startsWith(Outcome.LET_GO, Outcome.BUSY)
        .last()
        .isNotEqualTo(Outcome.BUSY);
  }

  @Test
  void digitsThatComeAfterBothTriesAreSilence() {
    for (CallerPlan.ChallengeResult keyed :
        List.of(CallerPlan.ChallengeResult.PASS, CallerPlan.ChallengeResult.FAIL)) {
      ChosenVerdicts detector = challengingAtArrival().at(Stage.CHALLENGE, Verdict.REJECT);
      Caller slow = TestCenter.caller("p", 0).ivrPatience(900).challenge(keyed, bothTries() + 1);

      AttemptResult result = play(detector, slow);

      assertThat(ended(detector).result()).as("%s", keyed).isEqualTo(ChallengeResult.SILENT);
      assertThat(result.outcome()).as("silence never fails").isEqualTo(Outcome.REJECTED);
    }
  }

  @Test
  void digitsThatComeOnTheSecondTryPass() {
    ChosenVerdicts detector = challengingAtArrival();

    play(
        detector,
        TestCenter.caller("p", 0)
            .ivrPatience(900)
            .challenge(CallerPlan.ChallengeResult.PASS, bothTries() - 1));

    assertThat(ended(detector).result()).isEqualTo(ChallengeResult.PASSED);
  }

  @Test
  void whoIsRefusedAfterTheAnswerWithoutWrongDigitsIsRejected() {
    AttemptResult atTheEnd =
        play(new ChosenVerdicts().at(Stage.JOIN, Verdict.REJECT), TestCenter.caller("p", 0));
    AttemptResult passed =
        play(challengingAtArrival().at(Stage.CHALLENGE, Verdict.REJECT), TestCenter.caller("p", 0));
    AttemptResult silent =
        play(challengingAtArrival().at(Stage.CHALLENGE, Verdict.REJECT), silentCaller());

    assertThat(List.of(atTheEnd, passed, silent))
        .extracting(AttemptResult::outcome)
        .containsOnly(Outcome.REJECTED);
    assertThat(atTheEnd.portSeconds()).as("it was answered").isGreaterThan(10);
  }

  @Test
  void whoHasNoPatienceForTheChallengeLeavesAndNothingIsToldOfIt() {
    ChosenVerdicts detector = challengingAtArrival();

    AttemptResult result = play(detector, silentCaller().ivrPatience(5));

    assertThat(result.outcome()).isEqualTo(Outcome.ABANDONED_IVR);
    assertThat(result.challenged()).isTrue();
    assertThat(detector.told(ChallengeEnded.class)).isEmpty();
  }
}
