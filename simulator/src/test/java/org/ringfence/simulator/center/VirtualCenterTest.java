package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.Mode;
import org.ringfence.events.Skill;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.plans.RedialReason;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;

/// What becomes of callers in the virtual center.
final class VirtualCenterTest {

  private static AttemptResult only(RunResults run) {
    assertThat(run.attempts()).hasSize(1);
    return run.attempts().getFirst();
  }

  @Test
  void aPersonIsServedByAFreeAgentAfterTheQuestions() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(TestCenter.caller("p", 5).talk(120).plan()),
            TestCenter.agents(1));

    AttemptResult result = only(run);
    assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
    // Keys come 6 s and 7 s after the questions begin; then the counties are told, and silence
    // leads on.
    assertThat(result.joinedSeconds()).isBetween(5 + 13.0, 5 + 22.0);
    assertThat(result.waitSeconds()).isCloseTo(2, within(0.01));
    assertThat(result.talkedSeconds()).isCloseTo(120, within(0.01));
    assertThat(result.announced()).isNotNull();
    assertThat(result.portSeconds()).isGreaterThan(135);
    assertThat(run.facts().partial()).isFalse();
  }

  @Test
  void whoFindsNoFreePortHearsBusyAndRedials() {
    CallerPlan.Redial redial = new CallerPlan.Redial(Set.of(RedialReason.BUSY), 30, 5);
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 1),
            List.of(
                TestCenter.caller("first", 0).talk(60).plan(),
                TestCenter.caller("second", 10).number("+16125550199").redial(redial).plan()),
            TestCenter.agents(2));

    List<AttemptResult> second =
        run.attempts().stream().filter(result -> result.plan().planId().equals("second")).toList();
    assertThat(second)
        .extracting(AttemptResult::outcome)
        .startsWith(Outcome.BUSY, Outcome.BUSY)
        .last()
        .isEqualTo(Outcome.SERVED);
    assertThat(second).extracting(AttemptResult::atSeconds).startsWith(10.0, 40.0, 70.0);
    assertThat(second.getFirst().mode()).as("a busy attempt is never screened").isNull();
  }

  @Test
  void patienceEndsAWaitAndIsCountedAnewForEachAttempt() {
    CallerPlan.Redial redial = new CallerPlan.Redial(Set.of(RedialReason.ABANDONED), 100, 1);
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(TestCenter.caller("p", 0).patience(45).redial(redial).plan()),
            List.of());

    assertThat(run.attempts())
        .extracting(AttemptResult::outcome)
        .containsExactly(Outcome.ABANDONED_QUEUE, Outcome.ABANDONED_QUEUE);
    assertThat(run.attempts()).extracting(AttemptResult::waitSeconds).containsOnly(45.0);
    assertThat(run.attempts().getFirst().announced())
        .as("nobody on duty: nothing is promised")
        .isNull();
  }

  @Test
  void whoSaysNothingIsLedIntoTheLineAndWhoHasNoPatienceLeaves() {
    CallerPlan.Keys none = new CallerPlan.Keys(null, null, 0);
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(
                TestCenter.caller("silent", 0).keys(none).plan(),
                TestCenter.caller("hasty", 0).keys(none).ivrPatience(3).plan()),
            TestCenter.agents(2));

    assertThat(outcomes(run)).containsExactlyInAnyOrder("silent served", "hasty abandoned_ivr");
  }

  @Test
  void attemptsBeforeOpeningAreScreenedAndHearClosed() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(TestCenter.caller("early", -60).plan()),
            TestCenter.agents(1));

    assertThat(only(run).outcome()).isEqualTo(Outcome.CLOSED);
    assertThat(only(run).mode()).isEqualTo(Mode.GREEN);
  }

  @Test
  void ourOwnNumberAsCallerIsRefusedInAFraction() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(TestCenter.caller("spoof", 0).number("+16515550100").machine().plan()),
            TestCenter.agents(1));

    assertThat(only(run).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(only(run).portSeconds()).isCloseTo(0.1, within(1e-6));
    assertThat(only(run).reasons()).isNotEmpty();
  }

  @Test
  void shadowScoresAndAdmits() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("shadow", 10),
            List.of(TestCenter.caller("spoof", 0).number("+16515550100").machine().plan()),
            TestCenter.agents(1));

    assertThat(only(run).outcome()).isEqualTo(Outcome.SERVED);
    assertThat(only(run).score()).isPositive();
  }

  @Test
  void onlyAnAgentWithTheSkillServesWhoNeedsIt() {
    List<AgentPlan> crew = new ArrayList<>(TestCenter.agents(2, "general"));
    AgentPlan first = crew.removeFirst();
    crew.add(
        new AgentPlan(
            new AgentId("expert"),
            Set.of(new Skill("specialist")),
            0,
            first.toSeconds(),
            2,
            10,
            0,
            1,
            0));
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 20),
            IntStream.range(0, 6)
                .mapToObj(i -> TestCenter.caller("p" + i, i).needs("specialist").plan())
                .toList(),
            crew);

    assertThat(run.attempts())
        .allSatisfy(result -> {
          assertThat(result.outcome()).isEqualTo(Outcome.SERVED);
          assertThat(String.valueOf(result.agent())).isEqualTo("expert");
        });
  }

  @Test
  void callersAreServedInOrderAndTheLastWaitsForAllBefore() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("off", 100),
            IntStream.range(0, 20)
                .mapToObj(
                    i -> TestCenter.caller("p" + i, i * 0.5).number("+1612555" + (1000 + i)).plan())
                .toList(),
            TestCenter.agents(2));

    assertThat(run.attempts()).extracting(AttemptResult::outcome).containsOnly(Outcome.SERVED);
    List<Double> reached =
        run.attempts().stream()
            .map(result -> result.joinedSeconds() + result.waitSeconds())
            .toList();
    assertThat(reached).isSorted();
    // Two agents, ten calls each, of 120 s talk, 10 s wrap-up and 2 s ringing.
    assertThat(reached.getLast() - reached.getFirst()).isCloseTo(9 * 132, within(3.0));
  }

  @Test
  void anAgentWhoMissesIsPassedOverAndTheCallerServedByAnother() {
    List<AgentPlan> crew = new ArrayList<>(TestCenter.agents(2));
    AgentPlan sleeper = crew.removeFirst();
    crew.add(new AgentPlan(sleeper.id(), sleeper.skills(), -10, 86_400, 2, 10, 1, 1, 0));
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10), List.of(TestCenter.caller("p", 0).plan()), crew);

    assertThat(only(run).outcome()).isEqualTo(Outcome.SERVED);
    assertThat(String.valueOf(only(run).agent())).isEqualTo("a1");
    assertThat(only(run).waitSeconds()).isGreaterThan(20);
  }

  @Test
  void aRunThatIsCutShortSaysWhoStillWaits() {
    RunResults run =
        TestCenter.run(
            TestCenter.settings("on", 10),
            List.of(TestCenter.caller("a", 0).talk(500).plan(), TestCenter.caller("b", 1).plan()),
            TestCenter.agents(1),
            100);

    assertThat(outcomes(run)).containsExactlyInAnyOrder("a served", "b still_waiting");
    assertThat(run.facts().untilSeconds()).isEqualTo(100);
  }

  @Test
  void aStoppedRunIsPartialAndLosesNothing() {
    List<CallerPlan> plans =
        IntStream.range(0, 3_000).mapToObj(i -> TestCenter.caller("p" + i, i).plan()).toList();
    RunResults run =
        new VirtualCenter(TestCenter.settings("off", 50), plans, TestCenter.agents(3), 1)
            .run(
                new VirtualCenter.RunOrder(1, "none", Double.POSITIVE_INFINITY),
                (_, attempts) -> attempts < 100);

    assertThat(run.facts().partial()).isTrue();
    assertThat(run.attempts()).hasSizeBetween(100, 2_999);
  }

  private static List<String> outcomes(RunResults run) {
    return run.attempts().stream()
        .map(result -> result.plan().planId() + " " + result.outcome().word())
        .toList();
  }

  private static List<CallerPlan> mixedMorning() {
    List<CallerPlan> plans = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      plans.add(
          TestCenter.caller("p" + i, i * 2.5)
              .number("+1612555" + (1000 + i))
              .patience(60 + i % 300)
              .plan());
      plans.add(
          TestCenter.caller("m" + i, i * 0.7)
              .number("+1218555" + (1000 + i % 20))
              .silentAfterLanguage()
              .machine()
              .plan());
    }
    return plans;
  }

  private static List<String> story(RunResults run, Function<CallerPlan, String> name) {
    return run.attempts().stream()
        .map(result ->
            name.apply(result.plan())
                + " "
                + result.atSeconds()
                + " "
                + result.outcome()
                + " "
                + result.mode()
                + " "
                + result.score()
                + " "
                + result.waitSeconds()
                + " "
                + result.agent())
        .sorted()
        .toList();
  }

  private static CallerPlan renamed(CallerPlan plan, String id, Label label) {
    return new CallerPlan(
        id,
        plan.arriveSeconds(),
        plan.signalling(),
        plan.keys(),
        plan.sound(),
        plan.challenge(),
        plan.ivrPatienceSeconds(),
        plan.patienceSeconds(),
        plan.skill(),
        plan.callback(),
        plan.talkSeconds(),
        plan.redial(),
        label,
        "any");
  }

  @Test
  void theSameFilesAndSeedGiveTheSameStory() {
    List<CallerPlan> plans = mixedMorning();
    CenterSettings settings = TestCenter.settings("on", 40);

    assertThat(story(TestCenter.run(settings, plans, TestCenter.agents(6)), CallerPlan::planId))
        .isEqualTo(
            story(TestCenter.run(settings, plans, TestCenter.agents(6)), CallerPlan::planId));
  }

  @Test
  void labelsFamiliesNamesAndTheOrderOfRowsChangeNothing() {
    List<CallerPlan> plans = mixedMorning();
    List<CallerPlan> disguised = new ArrayList<>();
    for (CallerPlan plan : plans.reversed()) {
      disguised.add(
          renamed(
              plan,
              "x" + plan.planId().hashCode(),
              plan.isMachine() ? Label.HUMAN : Label.MACHINE));
    }
    CenterSettings settings = TestCenter.settings("on", 40);

    RunResults open = TestCenter.run(settings, plans, TestCenter.agents(6));
    RunResults blind = TestCenter.run(settings, disguised, TestCenter.agents(6));

    assertThat(open.attempts()).extracting(AttemptResult::mode).contains(Mode.RED);
    assertThat(story(blind, CallerPlan::planId))
        .isEqualTo(story(open, plan -> "x" + plan.planId().hashCode()));
  }
}
