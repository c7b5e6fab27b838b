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
  private static final double AGENT_SECONDS = 300;

  private static ChosenVerdicts divertingSilence() {
    return new ChosenVerdicts()
        .at(Stage.ARRIVAL, Verdict.CHALLENGE)
        .at(Stage.CHALLENGE, Verdict.DIVERT)
        .odds(3);
  }

  private static CallerPlan silentFor(double seconds) {
    return TestCenter.caller("silent", 0)
        .sound(seconds < 0 ? Audio.SILENCE : Audio.LIVE, Math.max(0, seconds))
        .challenge(CallerPlan.ChallengeResult.SILENT, 9)
        .plan();
  }

  private static List<AgentPlan> lateAgent() {
    return List.of(
        new AgentPlan(new AgentId("a0"), Set.of(), AGENT_SECONDS, 86_400, 2, 10, 0, 1, 0));
  }

  private static AttemptResult play(CallerPlan plan) {
    RunResults run = TestCenter.run(divertingSilence(), 10, List.of(plan), lateAgent());
    assertThat(run.attempts()).hasSize(1);
    return run.attempts().getFirst();
  }

  @Test
  void whoStaysSilentIsServedAsDiverted() {
    AttemptResult result = play(silentFor(-1));

    assertThat(result.outcome()).isEqualTo(Outcome.DIVERTED_SERVED);
    assertThat(result.diverted()).isTrue();
    assertThat(result.isHarmful()).isFalse();
  }

  @Test
  void aSoundInTheLineEndsTheDiversionAndTheColumnStillTellsOfIt() {
    AttemptResult result = play(silentFor(120));

    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    assertThat(result.diverted()).isTrue();
    assertThat(result.challenged()).isTrue();
  }

  @Test
  void aSoundInTheLineGivesBackThePlaceAmongOthers() {
    // Each of two callers needs the one agent for two minutes; the silent one came first.
    CallerPlan other = TestCenter.caller("other", 20).number("+16125550199").plan();
    CallerPlan heard = silentFor(200);
    CallerPlan mute = silentFor(-1);
    ChosenVerdicts detector = divertingSilence();

    RunResults spoke = TestCenter.run(detector, 10, List.of(heard, other), lateAgent());
    RunResults silent = TestCenter.run(detector, 10, List.of(mute, other), lateAgent());

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
    CallerPlan mute = TestCenter.caller("p", 0).sound(Audio.SILENCE, 0).patience(60).plan();
    CallerPlan heard = TestCenter.caller("p", 0).sound(Audio.LIVE, 80).patience(60).plan();

    AttemptResult silent = play(mute);
    AttemptResult spoke = play(heard);

    assertThat(silent.outcome()).isEqualTo(Outcome.DIVERTED_ABANDONED);
    assertThat(spoke.joinedSeconds() + spoke.waitSeconds()).isGreaterThan(80);
    assertThat(spoke.outcome()).isEqualTo(Outcome.ABANDONED_QUEUE);
    assertThat(List.of(silent, spoke))
        .as("ever diverted and not served, whatever ended it")
        .allMatch(AttemptResult::isHarmful);
    assertThat(silent.waitSeconds()).isCloseTo(60, within(1e-3));
  }

  @Test
  void whoIsDivertedBeforeTheAnswerOrAfterTheQuestionsWaitsToo() {
    for (Stage stage : List.of(Stage.ARRIVAL, Stage.JOIN)) {
      ChosenVerdicts detector = new ChosenVerdicts().at(stage, Verdict.DIVERT).odds(3);
      RunResults run = TestCenter.run(detector, 10, List.of(silentFor(-1)), TestCenter.agents(1));

      assertThat(run.attempts())
          .as("%s", stage)
          .extracting(AttemptResult::outcome)
          .containsExactly(Outcome.DIVERTED_SERVED);
      assertThat(run.attempts().getFirst().challenged()).isFalse();
    }
  }
}
