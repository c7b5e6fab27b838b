package org.ringfence.simulator.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SimulatedLineTest {

  private static final Law UNIT = new Law.Exponential(1);
  private static final int REPLICATIONS = 12;

  private static QueueModel model(int agents, double load) {
    return new QueueModel(
        "test", agents, load, UNIT, UNIT, new QueueModel.Reference(1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void theFormulaGivesThePublishedFixture() {
    ErlangA queue = new ErlangA(100, 140, 1, 1);
    assertThat(queue.waitProbability()).isCloseTo(0.999839, within(5e-7));
    assertThat(queue.abandonProbability()).isCloseTo(0.28572, within(5e-6));
  }

  @Test
  void theSimulatedLineAgreesWithErlangA() {
    for (QueueModel model : new QueueModel[] {model(100, 1.4), model(10, 1.2), model(3, 0.9)}) {
      ErlangA queue = new ErlangA(model.agents(), model.arrivalRate(), 1, 1);
      SimulatedLine[] runs = new SimulatedLine[REPLICATIONS];
      Arrays.setAll(runs, i -> SimulatedLine.of(model, i + 1, 40_000));
      check(runs, SimulatedLine::delayed, queue.waitProbability());
      check(runs, SimulatedLine::abandoned, queue.abandonProbability());
      check(runs, SimulatedLine::meanTimeInLine, queue.meanWaiting() / model.arrivalRate());
    }
  }

  private static void check(
      SimulatedLine[] runs, ToDoubleFunction<SimulatedLine> figure, double truth) {
    double mean = Arrays.stream(runs).mapToDouble(figure).average().orElseThrow();
    // Four standard errors: one false alarm in 16,000, and the seeds are fixed.
    assertThat(mean).isCloseTo(truth, within(4 * error(runs, figure) + 1e-6));
  }

  private static double error(SimulatedLine[] runs, ToDoubleFunction<SimulatedLine> figure) {
    double mean = Arrays.stream(runs).mapToDouble(figure).average().orElseThrow();
    double squares =
        Arrays.stream(runs).mapToDouble(figure).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (runs.length - 1) / runs.length);
  }

  @Test
  void theSimulatedLineAgreesWithAnotherSimulator() {
    QueueModel model = model(10, 1.2);
    SimulatedLine[] ours = new SimulatedLine[REPLICATIONS];
    SimulatedLine[] oracle = new SimulatedLine[REPLICATIONS];
    double until = 40_000 / model.arrivalRate();
    for (int i = 0; i < REPLICATIONS; i++) {
      ours[i] = SimulatedLine.of(model, 100 + i, 40_000);
      oracle[i] = new SsjLine(model.agents(), model.arrivalRate(), 1, until / 10).run(until);
    }
    agree(ours, oracle, SimulatedLine::delayed);
    agree(ours, oracle, SimulatedLine::abandoned);
    agree(ours, oracle, SimulatedLine::meanTimeInLine);
  }

  private static void agree(
      SimulatedLine[] ours, SimulatedLine[] oracle, ToDoubleFunction<SimulatedLine> figure) {
    double difference =
        Arrays.stream(ours).mapToDouble(figure).average().orElseThrow()
            - Arrays.stream(oracle).mapToDouble(figure).average().orElseThrow();
    double error = Math.hypot(error(ours, figure), error(oracle, figure));
    assertThat(Math.abs(difference)).isLessThan(4 * error);
    // And the comparison would notice an error of some percent.
    assertThat(error).isLessThan(0.01);
  }

  @Test
  void drawnTimesFollowTheirLaw() {
    Law[] laws = {
      new Law.Exponential(2),
      new Law.Erlang(10, 1),
      Law.HyperExponential.balanced(1, 4),
      Law.LogNormal.of(1, 1)
    };
    for (Law law : laws) {
      var chance = ModelArrivals.stream(7, law.toString());
      double[] times = new double[50_000];
      Arrays.setAll(times, _ -> law.draw(chance));
      for (double at : new double[] {0.1, 0.5, 1, 2}) {
        double share = Arrays.stream(times).filter(time -> time > at).count() / 50_000.0;
        assertThat(share).as(law + " beyond " + at).isCloseTo(law.survival(at), within(0.01));
        double slope = (law.survival(at - 1e-5) - law.survival(at + 1e-5)) / 2e-5;
        assertThat(law.density(at)).isCloseTo(slope, within(1e-4));
      }
    }
  }
}
