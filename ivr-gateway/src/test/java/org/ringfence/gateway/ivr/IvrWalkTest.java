package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IvrWalkTest {

  private static final String KEYS = "0123456789*#";

  private final IvrFlow flow = TestFlows.shipped();
  private final IvrWalk walk = new IvrWalk(flow);

  private Step press(Step before, String key) {
    return walk.next(IvrState.of(before.state().token()), Input.of(key)).step();
  }

  private Step first(String token) {
    return walk.next(IvrState.of(token), Input.of("")).step();
  }

  @Test
  void aCallerIsGreetedAndAskedForTheLanguageInEachLanguage() {
    assertThat(first("").encoded())
        .isEqualTo(
            "ask|at=language|ringfence/en/welcome&ringfence/en/language-choice"
                + "&ringfence/es/language-choice|5|1");
  }

  @Test
  void aCallerWhoPressesTwoIsSpokenToInSpanishFromThereOn() {
    Step purpose = press(first(""), "2");
    assertThat(purpose.prompts()).containsExactly("ringfence/es/purpose-menu");
    assertThat(press(purpose, "1").encoded())
        .isEqualTo("join|at=enroll;a.language=es;a.purpose=enroll|ringfence/es/one-moment");
  }

  @Test
  void thePurposeChoosesTheSkillsOfTheAgent() {
    Step billing = press(press(first(""), "1"), "2");
    IvrFlow.Destination wanted = flow.destination(billing.state());
    assertThat(wanted.skills()).extracting(Object::toString).containsExactly("billing");
    assertThat(wanted.queue()).isEmpty();
  }

  @Test
  void silenceAtEveryQuestionLeadsToAPerson() {
    Step step = press(press(first(""), ""), "");
    assertThat(step).isInstanceOf(Step.Join.class);
    assertThat(step.state().at()).isEqualTo("person");
    assertThat(flow.language(step.state())).isEqualTo(Language.EN);
  }

  @Test
  void aWrongKeyIsAskedAgainGentlyAndThenLeadsToAPerson() {
    Step purpose = press(first(""), "1");
    Step again = press(purpose, "7");
    assertThat(again.prompts())
        .containsExactly("ringfence/en/not-understood", "ringfence/en/purpose-menu");
    assertThat(press(again, "7").state().at()).isEqualTo("person");
  }

  @Test
  void aCallerWhoWasCalledByOurSpoofedNumberHearsThatFirst() {
    Step step = first("verdict=announce");
    assertThat(step.prompts().getFirst()).isEqualTo("ringfence/en/spoofed-number");
    assertThat(press(step, "1").state().verdict()).isEqualTo("announce");
  }

  @Test
  void whateverIsPressedEveryCallerComesToTheLineWithinTwoQuestions() {
    long seed = Long.getLong("sim.seed", 20_260_901L);
    Random random = new Random(seed);
    for (int caller = 0; caller < 2_000; caller++) {
      Step step = first(random.nextBoolean() ? "" : "verdict=divert");
      Set<String> questions = new HashSet<>();
      int steps = 0;
      while (!(step instanceof Step.Join)) {
        questions.add(step.state().at());
        int pick = random.nextInt(KEYS.length() + 1);
        step = press(step, pick == KEYS.length() ? "" : KEYS.substring(pick, pick + 1));
        steps++;
        assertThat(steps).as("seed %d", seed).isLessThan(8);
      }
      assertThat(questions).as("seed %d", seed).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void garbageForATokenBeginsAtTheStart() {
    long seed = Long.getLong("sim.seed", 20_260_902L);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder garbage = new StringBuilder();
      int length = random.nextInt(60);
      for (int c = 0; c < length; c++) {
        garbage.append(
            (char) (random.nextInt(2) == 0 ? ';' + random.nextInt(3) : random.nextInt(300)));
      }
      Step step = first(garbage.toString());
      assertThat(flow.nodes()).as("seed %d: %s", seed, garbage).containsKey(step.state().at());
    }
    assertThat(first("at=gone;a.language=es").prompts().getFirst())
        .isEqualTo("ringfence/es/welcome");
    assertThat(first("at=language;at").state().at()).isEqualTo("language");
    assertThat(first("x".repeat(10_000)).state()).isEqualTo(first("").state());
  }

  @Test
  void aTokenSaysTheWholeStateAndOnlyInCharactersThatTheDialplanLetsThrough() {
    IvrState state =
        IvrState.of("verdict=announce")
            .entered("purpose")
            .answered("language", "es")
            .answered("purpose", "enroll")
            .triedAgain();
    assertThat(IvrState.of(state.token())).isEqualTo(state);
    assertThat(state.token()).matches("[A-Za-z0-9=;._-]+");
    assertThat(IvrState.START.token()).isEmpty();
  }
}
