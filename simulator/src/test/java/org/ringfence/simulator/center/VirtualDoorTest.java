package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;

/// Callers who are refused before the detector is asked.
final class VirtualDoorTest {

  private static RunResults play(ChosenVerdicts detector) {
    return TestCenter.run(
        detector,
        10,
        List.of(
            TestCenter.caller("first", 0).plan(),
            TestCenter.caller("again", 100).plan(),
            TestCenter.caller("other", 150).number("+16125550199").plan(),
            TestCenter.caller("late", 400).plan()),
        TestCenter.agents(4));
  }

  @Test
  void aClosedDoorRefusesThatNumberUntilTheRuleEndsAndTheDetectorHearsACountOnly() {
    ChosenVerdicts detector = new ChosenVerdicts().closingTheDoor(Duration.ofSeconds(300));

    RunResults run = play(detector);

    assertThat(run.attempts())
        .extracting(AttemptResult::outcome)
        .containsExactly(Outcome.SERVED, Outcome.REJECTED, Outcome.SERVED, Outcome.SERVED);
    assertThat(detector.told(AttemptArrived.class)).hasSize(3);
    assertThat(detector.told(AttemptsRefused.class))
        .singleElement()
        .satisfies(told ->
            assertThat(told.refusals()).containsExactly(new AttemptsRefused.Refusals(null, 1)));
    AttemptResult refused = run.attempts().get(1);
    assertThat(refused.mode()).as("never screened").isNull();
    assertThat(refused.isHarmful()).isTrue();
  }

  @Test
  void withoutARuleNobodyIsRefused() {
    assertThat(play(new ChosenVerdicts()).attempts())
        .extracting(AttemptResult::outcome)
        .containsOnly(Outcome.SERVED);
  }
}
