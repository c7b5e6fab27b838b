package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class RidgeLearnerTest {

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
  private final RidgeLearner learner = new RidgeLearner(3, 1);

  private void learn(int examples, double slope) {
    for (int i = 0; i < examples; i++) {
      double[] x = {1, random.nextGaussian(), random.nextGaussian()};
      learner.learn(x, 2 + slope * x[1] - x[2] + random.nextGaussian(), 1);
    }
  }

  @Test
  void itFindsTheLineInTheNoise() {
    learn(4_096, 3);

    assertThat(learner.predict(new double[] {1, 0, 0})).isCloseTo(2, within(0.1));
    assertThat(learner.predict(new double[] {1, 1, 0})).isCloseTo(5, within(0.15));
    assertThat(learner.predict(new double[] {0, 0, 1})).isCloseTo(-1, within(0.1));
  }

  @Test
  void whatItHasNotSeenItTakesForNothing() {
    for (int i = 0; i < 64; i++) {
      learner.learn(new double[] {1, 0, 0}, 5, 1);
    }

    assertThat(learner.predict(new double[] {0, 1, 1})).isZero();
  }

  @Test
  void itForgets() {
    learn(4_096, 3);
    learner.decay(1e-6);
    learn(1_024, -3);

    assertThat(learner.predict(new double[] {0, 1, 0})).isCloseTo(-3, within(0.2));
  }

  @Test
  void aNumberThatAlwaysRepeatsAnotherDoesNoHarm() {
    RidgeLearner twins = new RidgeLearner(2, 1e-3);
    for (int i = 0; i < 640; i++) {
      double x = random.nextGaussian();
      twins.learn(new double[] {x, x}, 4 * x, 1);
    }

    assertThat(twins.predict(new double[] {1, 1})).isCloseTo(4, within(0.01));
  }
}
