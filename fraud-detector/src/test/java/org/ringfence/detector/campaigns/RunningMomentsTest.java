package org.ringfence.detector.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunningMomentsTest {

  private static RunningMoments of(double... values) {
    RunningMoments moments = RunningMoments.NONE;
    for (double value : values) {
      moments = moments.with(value);
    }
    return moments;
  }

  @Test
  void nothingHasNoDeviationAndNoTellingVariation() {
    assertThat(RunningMoments.NONE.count()).isZero();
    assertThat(RunningMoments.NONE.deviation()).isZero();
    assertThat(RunningMoments.NONE.variation()).isInfinite();
  }

  @Test
  void oneValueIsItsOwnMeanWithoutDeviation() {
    assertThat(of(4).mean()).isEqualTo(4);
    assertThat(of(4).deviation()).isZero();
    assertThat(of(4).variation()).isZero();
  }

  @Test
  void theDeviationIsThatOfASample() {
    RunningMoments moments = of(2, 4, 4, 4, 5, 5, 7, 9);

    assertThat(moments.count()).isEqualTo(8);
    assertThat(moments.mean()).isCloseTo(5, within(1e-12));
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(moments.variation()).isCloseTo(Math.sqrt(32.0 / 7) / 5, within(1e-12));
  }

  @Test
  void aSmallSpreadOnAGreatMeanIsNotLost() {
    double far = 1e9;

    assertThat(of(far + 4, far + 7, far + 13, far + 16).deviation())
        .isCloseTo(Math.sqrt(30), within(1e-6));
  }

  @Test
  void zerosHaveNoMeanToVaryAbout() {
    assertThat(of(0, 0, 0).variation()).isInfinite();
  }
}
