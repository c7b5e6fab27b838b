package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;

/// What becomes of callers who wait with low priority, and what ends it.
final class DivertedCallersTest {

  /// The one agent begins here.
  private static final double AGENT_SECONDS = 600;

  private static final CallerPlan.Keys NO_KEYS = new CallerPlan.Keys(null, null, 0);

  /// Likely a machine, and surely one.
  private static final double LIKELY = 3;

  private static final double SURELY = 5;

  private static ChosenVerdicts divertingSilence(double odds) {
    return new ChosenVerdicts()
        .at(Stage.ARRIVAL, Verdict.CHALLENGE)
        .at(Stage.CHALLENGE, Verdict.DIVERT)
        .odds(odds);
  }

  /// Keys nothing and says nothing at first, and has patience.
  private static TestCenter.Caller silent() {
    return TestCenter.caller("silent", 0)
        .keys(NO_KEYS)
        .ivrPatience(900)
        .challenge(CallerPlan.ChallengeResult.SILENT, 9);
  }

  private static CallerPlan silentFor(double seconds) {
    return silent().sound(Audio.LIVE, seconds).plan();
  }

  private static CallerPlan mute() {
    return silent().sound(Audio.SILENCE, 0).plan();
  }

  private static List<AgentPlan> lateAgent() {
    return List.of(
        new AgentPlan(new AgentId("a0"), Set.of(), AGENT_SECONDS, 86_400, 2, 10, 0, 1, 0));
  }

  private static AttemptResult play(CallerPlan plan) {
    return play(plan, LIKELY);
  }

  private static AttemptResult play(CallerPlan plan, double odds) {
    RunResults run = TestCenter.run(divertingSilence(odds), 10, List.of(plan), lateAgent());
    assertThat(run.attempts()).hasSize(1);
    return run.attempts().getFirst();
  }

  @Test
  void whoStaysSilentIsServedAsDiverted() {
    AttemptResult result = play(mute());

    assertThat(result.outcome()).isEqualTo(Outcome.DIVERTED_SERVED);
    assertThat(result.diverted()).isTrue();
    assertThat(result.isHarmful()).isFalse();
  }

  @Test
  void aSoundInTheLineEndsTheDiversionAndTheColumnStillTellsOfIt() {
    AttemptResult result = play(silentFor(400));

    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(result.diverted()).isTrue();
    assertThat(result.challenged()).isTrue();
  }

  @Test
  void aSoundInTheLineGivesBackThePlaceAmongOthers() {
    // Each of two callers needs the one agent for two minutes; the silent one came first.
    CallerPlan other = TestCenter.caller("other", 300).number("+16125550199").plan();
    ChosenVerdicts detector = divertingSilence(LIKELY);

    RunResults spoke = TestCenter.run(detector, 10, List.of(silentFor(400), other), lateAgent());
    RunResults silent = TestCenter.run(detector, 10, List.of(mute(), other), lateAgent());

    assertThat(served(spoke, "silent")).isLessThan(served(spoke, "other"));
    assertThat(served(silent, "silent")).isGreaterThan(served(silent, "other"));
  }

  private static double served(RunResults run, String plan) {
    AttemptResult result =
        run.attempts().stream()
            .filter(attempt -> attempt.plan().planId().equals(plan))
            .findFirst()
            .orElseThrow();
    assertThat(result.outcome().isServed()).isTrue();
    return result.joinedSeconds() + result.waitSeconds();
  }

  @Test
  void whoGivesUpSilentAbandonedAsDivertedAndWhoSpokeBeforeAbandonedTheLine() {
    AttemptResult silent = play(silent().sound(Audio.SILENCE, 0).patience(200).plan());
    AttemptResult spoke =
        play(silent().sound(Audio.LIVE, silent.joinedSeconds() + 100).patience(200).plan());

    assertThat(silent.outcome()).isEqualTo(Outcome.DIVERTED_ABANDONED);
    assertThat(spoke.outcome()).isEqualTo(Outcome.ABANDONED_QUEUE);
    assertThat(List.of(silent, spoke))
        .as("ever diverted and not served, whatever ended it")
        .allMatch(AttemptResult::isHarmful);
    assertThat(silent.waitSeconds()).isCloseTo(200, within(1e-3));
  }

  @Test
  void soundBeforeTheLineFromWhoIsSurelyAMachineIsNoComfort() {
    CallerPlan talks = silentFor(1);

    assertThat(play(talks, SURELY).outcome()).isEqualTo(Outcome.DIVERTED_SERVED);
    assertThat(play(talks, LIKELY).outcome()).isEqualTo(Outcome.SERVED);
  }

  @Test
  void whoIsDivertedBeforeTheAnswerOrAfterTheQuestionsWaitsToo() {
    for (Stage stage : List.of(Stage.ARRIVAL, Stage.JOIN)) {
      ChosenVerdicts detector = new ChosenVerdicts().at(stage, Verdict.DIVERT).odds(LIKELY);
      RunResults run = TestCenter.run(detector, 10, List.of(mute()), TestCenter.agents(1));

      assertThat(run.attempts())
          .as("%s", stage)
          .extracting(AttemptResult::outcome)
          .containsExactly(Outcome.DIVERTED_SERVED);
      assertThat(run.attempts().getFirst().challenged()).isFalse();
    }
  }
}
