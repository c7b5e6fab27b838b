package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Skill;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.RedialReason;

final class MnsureTrafficTest {

  private static final Scenario MORNING = Shipped.traffic().make(List.of("mnsure"), 7);
  private static final List<CallerPlan> PEOPLE = MORNING.withoutMachines().callers();

  private static long machines(Predicate<CallerPlan> which) {
    return MORNING.callers().stream().filter(CallerPlan::isMachine).filter(which).count();
  }

  private static double share(Predicate<CallerPlan> which) {
    return PEOPLE.stream().filter(which).count() / (double) PEOPLE.size();
  }

  @Test
  void fiftyThousandMachinesCallByNineAndThirtyThousandMoreByOne() {
    assertThat(machines(plan -> plan.arriveSeconds() >= -600 && plan.arriveSeconds() < 3600))
        .isEqualTo(50_000);
    assertThat(machines(plan -> plan.arriveSeconds() >= 3600 && plan.arriveSeconds() < 18_000))
        .isEqualTo(30_000);
    assertThat(machines(_ -> true)).isEqualTo(80_000);
  }

  @Test
  void fiveThousandPeopleCallAndFifteenInAHundredInTheFirstHour() {
    assertThat(PEOPLE).hasSize(5_000);
    assertThat(PEOPLE.stream().filter(plan -> plan.arriveSeconds() < 3600)).hasSize(750);
    assertThat(PEOPLE).allMatch(plan -> plan.arriveSeconds() >= 0 && plan.arriveSeconds() < 18_000);
    assertThat(PEOPLE.stream().filter(plan -> plan.arriveSeconds() < 600).count())
        .isCloseTo(241, within(45L));
  }

  @Test
  void peopleAreImpatientOrMustEnrollAndSomeNeedASpecialist() {
    assertThat(share(plan -> plan.patienceSeconds() == 45)).isCloseTo(.3, within(.025));
    assertThat(
            PEOPLE.stream()
                .mapToDouble(CallerPlan::patienceSeconds)
                .filter(patience -> patience != 45)
                .average()
                .orElseThrow())
        .isCloseTo(4 * 3600, within(700.0));
    assertThat(share(plan -> new Skill("specialist").equals(plan.skill())))
        .isCloseTo(.15, within(.02));
    assertThat(PEOPLE.stream().mapToDouble(CallerPlan::talkSeconds).average().orElseThrow())
        .isCloseTo(900, within(25.0));
    assertThat(share(plan -> plan.redial().after().contains(RedialReason.BUSY)))
        .isCloseTo(.85 * .85 + .15, within(.1));
  }

  @Test
  void eightOfTheAgentsAreSpecialists() {
    assertThat(MORNING.agents()).hasSize(165).allMatch(agent -> agent.wrapSeconds() == 60);
    assertThat(MORNING.agents())
        .filteredOn(agent -> agent.skills().contains(new Skill("specialist")))
        .hasSize(8);
  }

  @Test
  void thePeopleAreTheSameWithoutMachinesToTheLastDraw() {
    Scenario alone = Shipped.traffic().make(List.of("mnsure.people"), 7);

    assertThat(alone.callers()).isEqualTo(PEOPLE);
    assertThat(alone.agents()).isEqualTo(MORNING.agents());
  }

  @Test
  void whoIsMissingOneMachineMissesNothingElse() {
    Map<String, String> fewer = Map.of("mnsure.people.first-attempts", "4000");
    List<CallerPlan> others = Shipped.with(fewer).make(List.of("mnsure.machines"), 7).callers();

    assertThat(others).isEqualTo(MORNING.callers().stream().filter(CallerPlan::isMachine).toList());
  }
}
