package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WorkAheadTest {

  private static final double RATE = 0.05;
  private static final double DAY = 86_400;

  private final WorkByClass work = new WorkByClass();

  private static double wait(CallersAhead ahead, Patience patience, WorkByClass work) {
    return WorkAhead.moments(ahead, 0, RATE, patience, work).meanSeconds();
  }

  private static Patience exponential(double meanSeconds) {
    return new Patience(meanSeconds, DAY);
  }

  @Test
  void forExponentialPatienceItIsQlm() {
    for (double theta : new double[] {1e-5, 1e-4, 1e-3, 5e-3}) {
      for (int callers : new int[] {0, 1, 5, 40, 500, 20_000}) {
        double mean = 0;
        double variance = 0;
        for (int i = 0; i <= callers; i++) {
          double rate = RATE + i * theta;
          mean += 1 / rate;
          variance += 1 / (rate * rate);
        }
        Standing standing = Standing.of(callers, 1, 0);

        WaitFormula.Moments moments =
            WorkAhead.moments(standing.ahead(), 0, RATE, exponential(1 / theta), work);

        assertThat(moments.meanSeconds()).isCloseTo(mean, within(mean * 0.01));
        if (callers <= 500) {
          assertThat(moments.variance()).isCloseTo(variance, within(variance * 0.05));
        }
      }
    }
  }

  @Test
  void whoIsAboutToGiveUpIsHardlyInTheWay() {
    Patience patience = new Patience(600, DAY);
    // Everybody gives up after ten minutes, and nobody before.
    for (int i = 0; i < 500; i++) {
      patience.left(PatienceClass.PERSON, 600 + i % 20, true);
    }
    patience.refresh(new CallersAhead());
    CallersAhead fresh = new CallersAhead();
    CallersAhead tired = new CallersAhead();
    for (int i = 0; i < 10; i++) {
      fresh.add(10, 1, 0, 0);
      tired.add(590, 1, 0, 0);
    }

    assertThat(wait(fresh, patience, work)).isCloseTo(220, within(10.0));
    assertThat(wait(tired, patience, work)).isLessThan(120);
  }

  @Test
  void machinesAheadCountLessThanPeopleAndCallbacksCountWhole() {
    Patience patience = new Patience(1_800, DAY);
    for (int i = 0; i < 500; i++) {
      patience.left(PatienceClass.MACHINE, 5 + i % 20, true);
      patience.left(PatienceClass.PERSON, 300, i % 10 == 0);
    }
    patience.refresh(new CallersAhead());
    CallersAhead people = new CallersAhead();
    CallersAhead machines = new CallersAhead();
    CallersAhead callbacks = new CallersAhead();
    people.add(10, 20, 0, 0);
    machines.add(10, 0, 20, 0);
    callbacks.add(10, 0, 0, 20);

    assertThat(wait(machines, patience, work)).isLessThan(0.5 * wait(people, patience, work));
    assertThat(wait(callbacks, patience, work)).isCloseTo(21 / RATE, within(1e-6));
    assertThat(wait(people, patience, work)).isLessThan(21 / RATE);
  }

  @Test
  void whoeverTakesAnAgentOnlyBrieflyIsLessWork() {
    for (int i = 0; i < 300; i++) {
      work.handled(PatienceClass.PERSON, 300);
      work.handled(PatienceClass.MACHINE, 30);
    }
    CallersAhead people = new CallersAhead();
    CallersAhead machines = new CallersAhead();
    people.add(0, 10, 0, 0);
    machines.add(0, 0, 10, 0);
    Patience endless = exponential(1e9);

    assertThat(wait(people, endless, work) / wait(machines, endless, work)).isGreaterThan(4);
  }

  @Test
  void thoseForWhomSomebodyIsFreeAreNotInTheWay() {
    CallersAhead ahead = new CallersAhead();
    ahead.add(0, 2, 0, 0);
    ahead.add(0, 4, 0, 0);

    assertThat(WorkAhead.moments(ahead, 3, RATE, exponential(1e9), work).meanSeconds())
        .isCloseTo(4 / RATE, within(1e-3));
  }
}
