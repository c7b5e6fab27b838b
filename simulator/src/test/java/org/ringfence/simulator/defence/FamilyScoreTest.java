package org.ringfence.simulator.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;

/// The figures of one defence and family, held against attempts counted by hand.
final class FamilyScoreTest {

  private static CallerPlan plan(String id, Label label) {
    return new CallerPlan(
        id,
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
        label,
        "any");
  }

  private static final CallerPlan MACHINE = plan("m", Label.MACHINE);
  private static final CallerPlan PERSON = plan("p", Label.HUMAN);

  private static AttemptResult attempt(
      CallerPlan plan,
      int number,
      double at,
      Outcome outcome,
      boolean challenged,
      boolean diverted) {
    return new AttemptResult(
        plan,
        number,
        at,
        outcome,
        Mode.RED,
        0,
        List.of(),
        challenged,
        diverted,
        Double.NaN,
        Double.NaN,
        null,
        null,
        0,
        null,
        0,
        20);
  }

  private static RunResults run(AttemptResult... attempts) {
    return new RunResults(
        new RunResults.Facts(1, "on", 100, "", 1_000, false),
        List.of(MACHINE, PERSON),
        List.of(),
        List.of(attempts),
        List.of());
  }

  private static Map<String, @Nullable Object> figures(RunResults... mornings) {
    FamilyScore score = new FamilyScore();
    for (int i = 0; i < mornings.length; i++) {
      score.add(mornings[i], i);
    }
    return score.figures(0.01);
  }

  @Test
  void actionCountsFromTheFirstAttemptAndFromOpeningWhenThatIsLater() {
    RunResults flood =
        run(
            attempt(MACHINE, 1, -600, Outcome.CLOSED, false, false),
            attempt(MACHINE, 2, -30, Outcome.CLOSED, false, true),
            attempt(MACHINE, 3, 4, Outcome.SERVED, false, false),
            attempt(MACHINE, 4, 7, Outcome.LET_GO, true, false));

    assertThat(figures(flood))
        .containsEntry("first_action_s", 570.0)
        .containsEntry("first_action_open_s", 7.0)
        .containsEntry("first_rejection_s", null)
        .containsEntry("let_go_share", 0.25)
        .containsEntry("challenged_share", 0.25)
        .containsEntry("diverted_share", 0.25)
        .containsEntry("recall", 0.75);
  }

  @Test
  void aRefusalBeforeOpeningIsAnActionThatNeedsNoOpening() {
    RunResults refused =
        run(
            attempt(MACHINE, 1, -600, Outcome.CLOSED, false, false),
            attempt(MACHINE, 2, -500, Outcome.REJECTED, false, false));

    assertThat(figures(refused))
        .containsEntry("first_action_s", 100.0)
        .containsEntry("first_action_open_s", 0.0)
        .containsEntry("first_rejection_s", 100.0)
        .containsEntry("rejected_share", 0.5);
  }

  @Test
  void timesAreThoseOfTheSlowestMorningAndNeverWhenOneHasNone() {
    RunResults quick = run(attempt(MACHINE, 1, 50, Outcome.REJECTED, false, false));
    RunResults slow =
        run(
            attempt(MACHINE, 1, 50, Outcome.SERVED, false, false),
            attempt(MACHINE, 2, 90, Outcome.CHALLENGE_FAILED, true, false));

    assertThat(figures(quick, slow))
        .containsEntry("first_action_s", 40.0)
        .containsEntry("first_rejection_s", null)
        .containsEntry("challenge_failed_share", 1 / 3.0);
  }

  @Test
  void portsAreTheMostOfAnyMorningAndTheRateIsHeldAgainstTheUsual() {
    RunResults crowded =
        run(
            attempt(MACHINE, 1, 0, Outcome.SERVED, false, false),
            attempt(MACHINE, 2, 10, Outcome.SERVED, false, false),
            attempt(PERSON, 1, 10, Outcome.REJECTED, false, false));
    RunResults quiet = run(attempt(PERSON, 1, 10, Outcome.SERVED, false, false));

    assertThat(figures(crowded, quiet))
        .containsEntry("ports_used_max", 3)
        // Two calls in 10 s beside one in 100 s.
        .containsEntry("times_usual", 21.0)
        .containsEntry("people_plans", 2)
        .containsEntry("people_served", 1)
        .containsEntry("people_harmed", 1);
  }
}
