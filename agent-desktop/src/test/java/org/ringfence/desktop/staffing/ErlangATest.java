package org.ringfence.desktop.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.intervals.IntervalRules;

class ErlangATest {

  @Test
  void the_overloaded_hundred_agents_of_the_literature_come_out_as_known() {
    ErlangA.Performance met = new ErlangA(140, 1, 1, 100).performance(0.1, 0);
    assertThat(met.waits()).isCloseTo(0.999839, within(5e-7));
    assertThat(met.abandons()).isCloseTo(0.28572, within(5e-6));
    assertThat(met.occupancy()).isCloseTo(140 * (1 - met.abandons()) / 100, within(1e-12));
  }

  @Test
  void with_endless_patience_it_is_erlang_c() {
    // Erlang C of 10 agents at 8 Erlangs by its recurrence from Erlang B.
    double b = 1;
    for (int s = 1; s <= 10; s++) {
      b = 8 * b / (s + 8 * b);
    }
    double c = 10 * b / (10 - 8 * (1 - b));
    ErlangA.Performance met = new ErlangA(8, 1, 0, 10).performance(0.5, 0);
    assertThat(met.waits()).isCloseTo(c, within(1e-5));
    assertThat(met.answeredInTime()).isCloseTo(1 - c * Math.exp(-(10 - 8) * 0.5), within(1e-5));
  }

  @Test
  void a_simulated_line_meets_what_the_formula_says() {
    double arrivals = 12 / 60.0;
    double service = 1 / 240.0;
    double impatience = 1 / 180.0;
    int agents = 46;
    double within = 20;
    double shortly = 5;
    ErlangA.Performance met =
        new ErlangA(arrivals, service, impatience, agents).performance(within, shortly);

    SplittableRandom random = new SplittableRandom(7);
    PriorityQueue<Double> busyUntil = new PriorityQueue<>();
    for (int i = 0; i < agents; i++) {
      busyUntil.add(0.0);
    }
    int offered = 0;
    int inTime = 0;
    int gaveUp = 0;
    int gaveUpShort = 0;
    double now = 0;
    for (int i = 0; i < 600_000; i++) {
      now += exponential(random, arrivals);
      double patience = exponential(random, impatience);
      // First come first served: the next free agent is this caller's unless patience ends before.
      double free = Math.max(now, busyUntil.peek());
      offered++;
      if (free - now > patience) {
        gaveUp++;
        gaveUpShort += patience < shortly ? 1 : 0;
      } else {
        busyUntil.poll();
        busyUntil.add(free + exponential(random, service));
        inTime += free - now <= within ? 1 : 0;
      }
    }
    assertThat(met.abandons()).isCloseTo((double) gaveUp / offered, within(0.004));
    assertThat(met.answeredInTime()).isCloseTo((double) inTime / offered, within(0.01));
    assertThat(met.abandonsShort()).isCloseTo((double) gaveUpShort / offered, within(0.001));
  }

  private static double exponential(SplittableRandom random, double rate) {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  @Test
  void the_advice_is_the_fewest_agents_who_reach_the_aim() {
    IntervalRules rules = new IntervalRules(Duration.ofSeconds(20), Duration.ofSeconds(5), 0.8);
    StaffingAdvice advice = new StaffingAdvice(300, 600);
    for (double callsPerHour : new double[] {1, 12, 120, 1_200, 12_000}) {
      StaffingAdvice.Need need = advice.needFor(callsPerHour / 3600, rules);
      assertThat(need.serviceLevel()).as("at " + callsPerHour).isGreaterThanOrEqualTo(0.8);
      if (need.agents() > 1) {
        double oneLess =
            new ErlangA(callsPerHour / 3600, 1 / 300.0, 1 / 600.0, need.agents() - 1)
                .performance(20, 5)
                .serviceLevel();
        assertThat(oneLess).as("one less at " + callsPerHour).isLessThan(0.8);
      }
      assertThat(need.occupancy()).isBetween(0.0, 1.0);
    }
    assertThat(advice.needFor(0, rules).agents()).isZero();
  }

  @Test
  void big_and_extreme_lines_give_sane_numbers() {
    for (double load : new double[] {0.01, 1, 100, 4_000}) {
      for (int agents : new int[] {1, 100, 5_000}) {
        for (double impatience : new double[] {0, 1e-5, 1, 50}) {
          ErlangA.Performance met = new ErlangA(load, 1, impatience, agents).performance(0.3, 0.05);
          String what = load + " Erlangs, " + agents + " agents, impatience " + impatience;
          assertThat(met.waits()).as(what).isBetween(0.0, 1.0);
          assertThat(met.abandons()).as(what).isBetween(0.0, 1.0);
          assertThat(met.answeredInTime()).as(what).isBetween(-1e-9, 1.0 + 1e-9);
          assertThat(met.answeredInTime() + met.abandons()).as(what).isLessThan(1 + 1e-6);
        }
      }
    }
  }
}
