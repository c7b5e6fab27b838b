package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringfence.queue.prediction.RangeTracker.Range;

final class RangeTrackerTest {

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
  private final RangeTracker tracker = new RangeTracker();

  /// @return the share of the last half of the waits that was inside
  private double inside(int waits, double ahead, int hour, DoubleSupplier wait) {
    int inside = 0;
    for (int i = 0; i < waits; i++) {
      Range range = tracker.range(100, 0.1, 200, ahead, hour);
      double waited = wait.getAsDouble();
      tracker.ended(range, 100, waited, 200);
      boolean isIn = waited >= range.lowSeconds() && waited <= range.highSeconds();
      inside += isIn && i >= waits / 2 ? 1 : 0;
    }
    return 2.0 * inside / waits;
  }

  @Test
  void beforeAnythingWasSeenTheFormulasSpreadIsTold() {
    Range range = tracker.range(100, 0.01, 200, 3, 9);

    // About the 10 % and 90 % points of a normal distribution with mean 100 and deviation 10.
    assertThat(range.lowSeconds()).isCloseTo(87, within(2.0));
    assertThat(range.highSeconds()).isCloseTo(113, within(2.0));
  }

  @Test
  void fourOfFiveComeTrueWhateverTheDistribution() {
    assertThat(inside(20_000, 3, 9, () -> 100 * random.nextExponential()))
        .isCloseTo(0.8, within(0.02));
    assertThat(inside(20_000, 3, 9, () -> 40 + 120 * random.nextDouble()))
        .isCloseTo(0.8, within(0.02));
  }

  @Test
  void eachHourComesTrueByItself() {
    int[] inside = new int[24];
    for (int i = 0; i < 60_000; i++) {
      int hour = i % 2 == 0 ? 9 : 20;
      double waited = (hour == 9 ? 60 : 140) * random.nextExponential();
      Range range = tracker.range(100, 1, 200, 3, hour);
      tracker.ended(range, 100, waited, 200);
      if (i >= 30_000 && waited >= range.lowSeconds() && waited <= range.highSeconds()) {
        inside[hour]++;
      }
    }

    assertThat(inside[9] / 15_000.0).isCloseTo(0.8, within(0.02));
    assertThat(inside[20] / 15_000.0).isCloseTo(0.8, within(0.02));
  }

  @Test
  void aSkewedWaitIsToldFromItsShortEnd() {
    inside(5_000, 0, 9, () -> 100 * random.nextExponential());

    Range range = tracker.range(100, 1, 200, 0, 9);

    assertThat(range.lowSeconds()).isLessThan(5);
    assertThat(range.highSeconds()).isCloseTo(161, within(20.0));
  }
}
