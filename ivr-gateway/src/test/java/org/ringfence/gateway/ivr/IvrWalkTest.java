package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;

final class IvrWalkTest {

  private static final String KEYS = "0123456789*#";

  private static final Circumstances ORDINARY =
      Circumstances.ordinary(Instant.parse("2026-11-02T15:00:00Z"));

  /// After somebody could have heard the question.
  private static final Duration HEARD = IvrWalk.LATE;

  private final IvrFlow flow = TestFlows.shipped();
  private final IvrWalk walk = new IvrWalk(flow);

  private Step press(Step before, String key) {
    return walk.next(IvrState.of(before.state().token()), Input.of(key, HEARD), ORDINARY).step();
  }

  private Step first(String token) {
    return walk.next(IvrState.of(token), Input.of("", HEARD), ORDINARY).step();
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
    assertThat(press(purpose, "2").encoded())
        .isEqualTo(
            "join|at=billing;queue=line;s.billing=1;a.language=es;a.purpose=billing"
                + "|ringfence/es/one-moment");
  }

  @Test
  void thePurposeChoosesTheSkillsOfTheAgent() {
    Step billing = press(press(first(""), "1"), "2");
    Destination wanted = flow.destination(billing.state());
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
  void whoEnrollsIsToldOfTheCountiesAndNeedsNoKey() {
    Step county = press(press(first(""), "1"), "1");
    assertThat(county.encoded())
        .endsWith("|ringfence/en/county-choice|2|1")
        .startsWith("ask|at=county;");
    assertThat(press(county, "").state().at()).isEqualTo("enroll");
    assertThat(press(county, "1").state().at()).as("a late key of the menu").isEqualTo("enroll");
    assertThat(press(county, "5").state().destination())
        .isEqualTo(
            Destination.of(
                Optional.empty(),
                Set.of(new Skill("enroll"), new Skill("specialist")),
                Duration.ZERO));
  }

  @Test
  void aKeyThatComesJustAfterTheQuestionWasLeftBySilenceStillAnswersIt() {
    Step menu = press(first(""), "");
    assertThat(menu.prompts()).containsExactly("ringfence/en/purpose-menu");

    IvrWalk.Turn late = pressAfter(menu, "2", HEARD.minusMillis(1));
    assertThat(late.question()).contains("language");
    assertThat(late.moves()).containsExactly(new Move("language", "2", "purpose"));
    assertThat(late.step().prompts()).containsExactly("ringfence/es/purpose-menu");
    assertThat(pressAfter(late.step(), "2", Duration.ZERO).step().state().at())
        .as("a question that was answered is over")
        .isEqualTo("billing");
  }

  @Test
  void aKeyIsTheMenusOnceTheMenuWasHeardOrWhenTheQuestionBeforeHadNoSuchKey() {
    Step menu = press(first(""), "");
    assertThat(press(menu, "2").state().at()).isEqualTo("billing");
    assertThat(pressAfter(menu, "0", Duration.ZERO).step().state().at()).isEqualTo("person");
    Step again = pressAfter(menu, "9", Duration.ZERO).step();
    assertThat(pressAfter(again, "2", Duration.ZERO).step().state().at()).isEqualTo("billing");
  }

  @Test
  void aLaterAnswerTakesThePlaceOfTheEarlierOneAlsoWhenItSaysNothing() {
    IvrState silent = IvrState.START.answered("language", "en");
    assertThat(silent.answered("language", "es").answers())
        .containsExactly(Map.entry("language", "es"));
    assertThat(silent.answered("language", "").answers()).isEmpty();
  }

  private IvrWalk.Turn pressAfter(Step before, String key, Duration after) {
    return walk.next(IvrState.of(before.state().token()), Input.of(key, after), ORDINARY);
  }

  @Test
  void silenceAtAnAsideIsNoAnswer() {
    IvrState county = press(press(first(""), "1"), "1").state();
    assertThat(walk.next(county, Input.of("", HEARD), ORDINARY).question()).isEmpty();
    assertThat(walk.next(county, Input.of("5", HEARD), ORDINARY).question()).contains("county");
  }

  @Test
  void theMovesTellEachNodeThatWasEnteredThoughItSaysNothing() {
    IvrWalk.Turn begun = walk.next(IvrState.START, Input.of("", HEARD), ORDINARY);
    assertThat(begun.moves())
        .containsExactly(new Move("", "", "hours"), new Move("hours", "open", "language"));
    assertThat(walk.next(begun.step().state(), Input.of("2", HEARD), ORDINARY).moves())
        .containsExactly(new Move("language", "2", "purpose"));
    assertThat(walk.next(begun.step().state(), Input.of("9", HEARD), ORDINARY).moves()).isEmpty();
  }

  @Test
  void theEmergencyMessageComesBeforeEverythingWhileItIsOn() {
    Circumstances emergency = new Circumstances(ORDINARY.now(), true);
    Step step = walk.next(IvrState.of("verdict=announce"), Input.of("", HEARD), emergency).step();
    assertThat(step.prompts())
        .startsWith(
            "ringfence/en/emergency",
            "ringfence/es/emergency",
            "ringfence/en/spoofed-number",
            "ringfence/es/spoofed-number",
            "ringfence/en/welcome");
    assertThat(walk.next(step.state(), Input.of("1", HEARD), emergency).step().prompts())
        .containsExactly("ringfence/en/purpose-menu");
  }

  @Test
  void hoursLeadToTheNodeOfTheMoment() {
    EnumMap<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    week.put(DayOfWeek.MONDAY, List.of(Span.parse("08:00-16:30")));
    Map<LocalDate, List<Span>> holidays = Map.of(LocalDate.parse("2026-11-09"), List.of());
    Calendar office = new Calendar(ZoneId.of("America/Chicago"), week, holidays);
    IvrNode.Hours hours = new IvrNode.Hours("hours", "office", office, "in", "out", "feast");
    assertThat(hours.exit(Instant.parse("2026-11-02T14:00:00Z")).next()).isEqualTo("in");
    assertThat(hours.exit(Instant.parse("2026-11-02T22:30:00Z")).next()).isEqualTo("out");
    assertThat(hours.exit(Instant.parse("2026-11-03T15:00:00Z")).next()).isEqualTo("out");
    assertThat(hours.exit(Instant.parse("2026-11-09T15:00:00Z")).next()).isEqualTo("feast");
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
        if (flow.nodes().get(step.state().at()) instanceof IvrNode.Ask ask && !ask.aside()) {
          questions.add(step.state().at());
        }
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
            .ledBy("0a1b2c3d")
            .wanting(
                Destination.of(
                    Optional.of(new QueueName("enroll_es.1")),
                    Set.of(new Skill("enroll"), new Skill("so.2")),
                    Duration.ofMinutes(5)))
            .triedAgain();
    assertThat(IvrState.of(state.token())).isEqualTo(state);
    assertThat(state.token()).matches("[A-Za-z0-9=;._-]+");
    assertThat(IvrState.START.token()).isEmpty();
  }
}
