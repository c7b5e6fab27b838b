package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.ChallengeResult;
import org.ringfence.gateway.ivr.ChallengeWalk.Turn;
import org.ringfence.gateway.ivr.IvrState.Screened;

final class ChallengeWalkTest {

  private final long seed = Long.getLong("sim.seed", 20_260_905L);
  private final ChallengeWalk walk =
      new ChallengeWalk(new Flows(TestFlows.shipped()), new Random(seed));

  private static String digits(Step.Ask ask) {
    String token = ask.state().token();
    int at = token.indexOf("challenge=") + "challenge=".length() + 3;
    return token.substring(at, at + Challenge.DIGITS);
  }

  private Turn answer(Step.Ask ask, String keys) {
    return walk.answer(IvrState.of(ask.state().token()), keys, () -> false).orElseThrow();
  }

  private Step.Ask again(Step.Ask ask, String keys) {
    assertThat(answer(ask, keys)).isInstanceOf(Turn.Again.class);
    return ((Turn.Again) answer(ask, keys)).ask();
  }

  private ChallengeResult result(Step.Ask ask, String keys) {
    assertThat(answer(ask, keys)).isInstanceOf(Turn.Over.class);
    return ((Turn.Over) answer(ask, keys)).result();
  }

  @Test
  void whoHasChosenNoLanguageHearsTheDigitsInAllOfThem() {
    Step.Ask ask = walk.begin(IvrState.of("verdict=challenge"), false);
    String first = digits(ask).substring(0, 1);
    String second = digits(ask).substring(1);
    assertThat(ask.prompts())
        .containsExactly(
            "ringfence/en/challenge",
            "ringfence/en/n-" + first,
            "ringfence/en/n-" + second,
            "ringfence/es/challenge",
            "ringfence/es/n-" + first,
            "ringfence/es/n-" + second);
    assertThat(ask.encoded())
        .endsWith("|" + Challenge.ANSWER_SECONDS + "|2")
        .startsWith("ask|verdict=challenge;challenge=a0s");
  }

  @Test
  void whoHasChosenALanguageHearsThemInThatOne() {
    Step.Ask ask = walk.begin(IvrState.of("at=enroll;a.language=es"), true);
    assertThat(ask.prompts()).hasSize(3).allMatch(path -> path.startsWith("ringfence/es/"));
    assertThat(again(ask, "").prompts().getFirst()).isEqualTo("ringfence/es/challenge-again");
  }

  @Test
  void theDigitsPassAtTheFirstAndAtTheSecondTry() {
    Step.Ask ask = walk.begin(IvrState.START, false);
    assertThat(result(ask, digits(ask))).isEqualTo(ChallengeResult.PASSED);
    Step.Ask second = again(ask, digits(ask).substring(0, 1));
    assertThat(result(second, digits(second))).isEqualTo(ChallengeResult.PASSED);
    Turn.Over over = (Turn.Over) answer(second, digits(second));
    assertThat(over.state()).isEqualTo(IvrState.START);
    assertThat(over.atLine()).isFalse();
  }

  @Test
  void wrongDigitsOnAnyTryFailAndOnlyNoDigitsAtAllIsSilence() {
    Step.Ask ask = walk.begin(IvrState.START, true);
    assertThat(result(again(ask, ""), "")).isEqualTo(ChallengeResult.SILENT);
    assertThat(result(again(ask, "##"), "")).isEqualTo(ChallengeResult.FAILED);
    assertThat(result(again(ask, ""), "*")).isEqualTo(ChallengeResult.FAILED);
  }

  @Test
  void theSecondTryNeverHasTheDigitsOfTheFirstAndNoTryHasTheSameDigitTwice() {
    Set<String> drawn = new HashSet<>();
    for (int caller = 0; caller < 3_000; caller++) {
      Step.Ask ask = walk.begin(IvrState.START, false);
      String first = digits(ask);
      drawn.add(first);
      assertThat(first.charAt(0)).as("seed %d", seed).isNotEqualTo(first.charAt(1));
      assertThat(digits(again(ask, "00"))).as("seed %d", seed).isNotEqualTo(first);
    }
    assertThat(drawn).as("seed %d", seed).hasSize(90);
  }

  @Test
  void theStateOfAChallengeAndItsVerdictTravelInTheToken() {
    IvrState state =
        walk.begin(IvrState.of("at=enroll;a.language=es").heard("1"), true)
            .state()
            .judged(true)
            .screened(Screened.of(-2.345, true));
    assertThat(state.token())
        .isEqualTo("at=enroll;verdict=divert;keyed=1;screened=-235h;a.language=es")
        .matches("[A-Za-z0-9=;._-]+");
    assertThat(IvrState.of(state.token())).isEqualTo(state);
    assertThat(Screened.of(Double.NaN, false).machineOdds()).isZero();
    assertThat(Screened.of(Double.POSITIVE_INFINITY, false).machineOdds()).isEqualTo(99.99);
    assertThat(IvrState.of("challenge=a0s4")).isEqualTo(IvrState.START);
    assertThat(IvrState.of("screened=12345")).isEqualTo(IvrState.START);
  }

  @Test
  void whoIsListenedToIsAskedInTheirLanguageUntilTheRoundsAreOver() {
    Step.Ask ask = walk.listen(IvrState.of("at=enroll;a.language=es"));
    assertThat(ask.encoded())
        .isEqualTo("ask|at=enroll;challenge=l0;a.language=es|ringfence/es/anybody-there|8|1");
    Step.Ask last = again(again(ask, ""), "");
    assertThat(last.state().token()).contains("challenge=l2");

    assertThat(answer(last, ""))
        .isEqualTo(new Turn.Listened(IvrState.of("at=enroll;a.language=es"), false));
  }

  @Test
  void anyKeyAndAnySoundEndTheListeningAtOnce() {
    Step.Ask ask = walk.listen(IvrState.START);

    assertThat(answer(ask, "#")).isEqualTo(new Turn.Listened(IvrState.START, true));
    assertThat(walk.answer(ask.state(), "", () -> true))
        .contains(new Turn.Listened(IvrState.START, false));
  }

  @Test
  void theEndsAreSaidInTheCallersLanguageOrInAll() {
    assertThat(walk.letGo(IvrState.START).encoded())
        .isEqualTo("bye||ringfence/en/let-go&ringfence/es/let-go");
    assertThat(walk.turnedAway(IvrState.of("at=enroll;a.language=es")).prompts())
        .containsExactly("ringfence/es/turned-away");
  }
}
