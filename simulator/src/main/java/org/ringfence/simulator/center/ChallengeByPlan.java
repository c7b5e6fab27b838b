package org.ringfence.simulator.center;

import java.util.List;
import org.ringfence.events.ChallengeResult;
import org.ringfence.gateway.ivr.Challenge;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.simulator.plans.CallerPlan;

/// How a caller does at the challenge, and how long it takes.
///
/// A plan says when the digits come, counted from the challenge's start, whatever they are; digits
/// that come after the last try's time-out come too late. Wrong digits are keyed on both tries.
///
/// @param seconds from the challenge's start to its end
record ChallengeByPlan(ChallengeResult result, double seconds) {

  /// Which digits are said makes no difference to anything that is simulated.
  private static final String SOME_DIGITS = "47";

  static ChallengeByPlan of(World world, CallerPlan plan, List<Language> languages) {
    double first = tryLength(world, languages, false);
    double all = first + tryLength(world, languages, true);
    double keyed = plan.challenge().seconds();
    return switch (plan.challenge().result()) {
      case PASS ->
          keyed <= all
              ? new ChallengeByPlan(ChallengeResult.PASSED, keyed)
              : new ChallengeByPlan(ChallengeResult.SILENT, all);
      case FAIL ->
          keyed <= all
              ? new ChallengeByPlan(ChallengeResult.FAILED, Math.min(2 * keyed, all))
              : new ChallengeByPlan(ChallengeResult.SILENT, all);
      case SILENT -> new ChallengeByPlan(ChallengeResult.SILENT, all);
    };
  }

  private static double tryLength(World world, List<Language> languages, boolean again) {
    return world.promptSeconds(Challenge.prompts(languages, SOME_DIGITS, again))
        + Challenge.ANSWER_SECONDS;
  }
}
