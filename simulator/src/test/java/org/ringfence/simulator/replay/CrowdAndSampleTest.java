package org.ringfence.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Label;

/// What a machine must hold is known beforehand, and what it cannot hold is sampled fairly.
class CrowdAndSampleTest {

  private static final Draws DRAWS = new Draws(3);

  @Test
  void calls_that_follow_one_another_are_never_two_and_calls_that_wait_pile_up() {
    List<CallerPlan> apart = new ArrayList<>();
    List<CallerPlan> together = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      apart.add(TestPlans.caller("a" + i, i * 100.0, 30, 600, Label.HUMAN));
      together.add(TestPlans.caller("t" + i, i * 0.1, 30, 600, Label.HUMAN));
    }

    assertThat(Crowd.of(apart, List.of(TestPlans.agent("ana")), 100).callsAtOnce()).isEqualTo(1);
    Crowd crowd = Crowd.of(together, List.of(TestPlans.agent("ana")), 100);
    assertThat(crowd.callsAtOnce()).isEqualTo(20);
    assertThat(crowd.attemptsPerSecond()).isEqualTo(4);
  }

  @Test
  void no_more_calls_are_up_than_there_are_ports_and_who_heard_busy_calls_again() {
    List<CallerPlan> plans = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      plans.add(TestPlans.caller("t" + i, 0, 1_000, 10, Label.HUMAN));
    }

    Crowd crowd = Crowd.of(plans, List.of(), 8);

    assertThat(crowd.callsAtOnce()).isEqualTo(8);
  }

  @Test
  void a_sample_keeps_people_machines_agents_and_ports_in_proportion_and_the_order() {
    List<CallerPlan> plans = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Label label = i % 3 == 0 ? Label.HUMAN : Label.MACHINE;
      plans.add(TestPlans.caller("p" + i, i, 30, 600, label));
    }
    List<AgentPlan> agents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      agents.add(TestPlans.agent("ag" + i));
    }

    Sample sample = Sample.of(plans, agents, 200, 0.1, DRAWS);

    assertThat(sample.plans().stream().filter(plan -> plan.label() == Label.HUMAN)).hasSize(10);
    assertThat(sample.plans()).hasSize(30);
    assertThat(sample.plans())
        .isSortedAccordingTo((a, b) -> Double.compare(a.arriveSeconds(), b.arriveSeconds()));
    assertThat(sample.agents()).hasSize(2);
    assertThat(sample.ports()).isEqualTo(20);
    assertThat(Sample.of(plans, agents, 200, 0.1, DRAWS)).isEqualTo(sample);
    assertThat(Sample.of(plans, agents, 200, 0.1, new Draws(4)).plans())
        .isNotEqualTo(sample.plans());
    assertThat(Sample.of(plans, agents, 200, 1, DRAWS).plans()).isEqualTo(plans);
  }
}
