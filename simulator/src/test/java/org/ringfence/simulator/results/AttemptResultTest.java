package org.ringfence.simulator.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Label;

/// Which attempts count as harm.
final class AttemptResultTest {

  private static final CallerPlan PLAN =
      new CallerPlan(
          "ann",
          0,
          CallerPlan.Signalling.plain(PhoneNumber.of("+16125550123")),
          new CallerPlan.Keys(null, null, 0),
          new CallerPlan.Sound(false, CallerPlan.Audio.LIVE, 2, 0.4),
          new CallerPlan.ChallengeAct(CallerPlan.ChallengeResult.PASS, 9),
          60,
          1800,
          null,
          new CallerPlan.Callback(false, PhoneNumber.NONE, true),
          300,
          CallerPlan.Redial.NEVER,
          Label.HUMAN,
          "human");

  private static boolean harms(Outcome outcome, boolean everDiverted) {
    return new AttemptResult(
            PLAN,
            1,
            0,
            outcome,
            Mode.RED,
            0,
            List.of(),
            true,
            everDiverted,
            Double.NaN,
            Double.NaN,
            null,
            null,
            0,
            null,
            0,
            1)
        .isHarmful();
  }

  @Test
  void whoIsEndedByUsIsHarmedAndWhoIsOnlyChallengedIsNot() {
    List<Outcome> harmful =
        Arrays.stream(Outcome.values()).filter(outcome -> harms(outcome, false)).toList();

    assertThat(harmful).containsExactly(Outcome.REJECTED, Outcome.CHALLENGE_FAILED, Outcome.LET_GO);
  }

  @Test
  void whoWasEverDivertedIsHarmedUnlessServedAlsoWhenStillWaitingAtTheEnd() {
    List<Outcome> harmless =
        Arrays.stream(Outcome.values()).filter(outcome -> !harms(outcome, true)).toList();

    assertThat(harmless)
        .containsExactly(
            Outcome.SERVED, Outcome.CALLBACK_SERVED, Outcome.DIVERTED_SERVED, Outcome.SAFETY);
    assertThat(harms(Outcome.STILL_WAITING, true)).isTrue();
    assertThat(harms(Outcome.ABANDONED_QUEUE, true)).isTrue();
  }
}
