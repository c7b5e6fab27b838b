package org.ringfence.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ringfence.decider.Decider;

/// A check that cannot fail proves nothing: each defect is found within a few worlds, for the right
/// reason, and shrunk to something that a person can read.
@Tag("slow")
final class BrokenCoresTest {

  private static final int SEEDS = 60;

  @Test
  void aCallerOfWhomTheCoreHearsNothingIsFoundToBeForgotten() {
    assertThat(found(BrokenCore::forgetsSomeCallers).promise()).contains("never served");
  }

  @Test
  void anAgentWhoIsRungTwiceIsFound() {
    assertThat(found(BrokenCore::ringsEachAgentTwice).promise())
        .contains("rings an agent who rings already");
  }

  @Test
  void callersWhoAreSwappedAreFound() {
    assertThat(found(BrokenCore::servesTheLatestFirst).promise())
        .containsAnyOf("not said to ring for this caller", "ticket that nobody has");
  }

  @Test
  void offersThatAreNeverTakenBackAreFound() {
    assertThat(found(BrokenCore::neverWithdraws).promise())
        .containsAnyOf("busy phone is rung", "left out", "never served");
  }

  @Test
  void callersWhoseSoundChangesNothingAreFound() {
    assertThat(found(BrokenCore::deafToSounds).promise())
        .containsAnyOf("overtakes", "out of order", "never heard hold", "a silent caller");
  }

  @Test
  void silentCallersWhoHoldMoreThanTheirShareAreFound() {
    assertThat(found(BrokenCore::hearsTheSilent).promise())
        .containsAnyOf("overtakes", "out of order", "never heard hold", "a silent caller");
  }

  @Test
  void aCoreThatForgetsAtARestartIsFound() {
    assertThat(found(BrokenCore::forgetsAtRestart).promise()).contains("gives other answers");
  }

  @Test
  void aCoreThatThrowsIsFound() {
    assertThat(found(BrokenCore::throwsNowAndThen).promise()).contains("a core threw");
  }

  @Test
  void aFailingScriptIsShrunkToAFewStepsThatStillFail() {
    Cores broken = new Cores(BrokenCore::forgetsSomeCallers, false);
    Script script = ScriptWriter.write(found(BrokenCore::forgetsSomeCallers).seed());

    Script shortest =
        Shrinker.shrink(script, shorter -> FaultRun.play(shorter, broken).isPresent());

    assertThat(shortest.steps()).hasSizeLessThanOrEqualTo(3);
    assertThat(script.steps()).containsAll(shortest.steps());
    assertThat(FaultRun.play(shortest, broken)).isPresent();
    assertThat(FaultRun.play(shortest, Cores.REAL)).isEmpty();
  }

  private static FaultSimulation.Failure found(UnaryOperator<Decider> defect) {
    Cores broken = new Cores(defect, false);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Optional<InvariantBroken> failure = FaultRun.play(ScriptWriter.write(seed), broken);
      if (failure.isPresent()) {
        return new FaultSimulation.Failure(seed, String.valueOf(failure.get().getMessage()), 0, "");
      }
    }
    throw new AssertionError("no world of " + SEEDS + " shows the defect");
  }
}
