package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpreadTest {

  private static final String PATIENCE =
      "survival 30s=0.90 60s=0.83 120s=0.72 300s=0.54 600s=0.38 895s=0.27"
          + " peak 10s-15s*3 peak 55s-60s*3";

  private static double[] drawn(String text) {
    Spread spread = Spread.parse(text);
    double[] drawn = new double[20_000];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = spread.draw(Shipped.dice(i), "test");
    }
    Arrays.sort(drawn);
    return drawn;
  }

  private static double shareOver(double[] sorted, double time) {
    return Arrays.stream(sorted).filter(drawn -> drawn > time).count() / (double) sorted.length;
  }

  @ParameterizedTest
  @CsvSource({
    "fixed 45s, 45",
    "uniform 3s 6s, 4.5",
    "exponential mean 4m, 240",
    "lognormal mean 15m sigma 0.5, 900",
    "0.3 fixed 45s | 0.7 fixed 100s, 83.5",
    "log-uniform 1 40, 10.57"
  })
  void theMeanIsWhatIsWritten(String text, double mean) {
    assertThat(Arrays.stream(drawn(text)).average().orElseThrow())
        .isCloseTo(mean, within(mean * 0.03));
  }

  @Test
  void theMedianOfALognormalQuantityIsWhatIsWritten() {
    assertThat(drawn("lognormal median 8s sigma 0.38")[10_000]).isCloseTo(8, within(0.15));
  }

  @ParameterizedTest
  @CsvSource({"30, .90", "60, .83", "120, .72", "300, .54", "600, .38", "895, .27"})
  void theSharesStillWaitingAreThoseOfTheTable(double time, double share) {
    assertThat(shareOver(drawn(PATIENCE), time)).isCloseTo(share, within(0.01));
  }

  @Test
  void moreGiveUpInAPeakThanBeforeAndAfterIt() {
    double[] drawn = drawn(PATIENCE);

    double before = shareOver(drawn, 5) - shareOver(drawn, 10);
    double peak = shareOver(drawn, 10) - shareOver(drawn, 15);
    double after = shareOver(drawn, 15) - shareOver(drawn, 20);

    assertThat(peak).isGreaterThan(2 * before).isGreaterThan(2 * after);
  }

  @Test
  void pastTheTableTheLastHazardGoesOn() {
    // -ln(.27 / .38) / 295 s from 895 s on: half of the rest is left after 598 s.
    assertThat(shareOver(drawn(PATIENCE), 895 + 598)).isCloseTo(0.135, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "often",
        "fixed",
        "fixed 3x",
        "uniform 6s 3s",
        "lognormal median 8s",
        "lognormal middle 8s sigma 1",
        "exponential 4h",
        "log-uniform 0 3",
        "survival",
        "survival 30s=0.5 20s=0.4",
        "survival 30s=0.5 peak 10s*3",
        "0.5 fixed 3s | fixed 4s",
        "0 fixed 3s | 0 fixed 4s",
        "0.5 | 0.5 fixed 3s"
      })
  void whatIsNoQuantityIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> Spread.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{10,}");
  }
}
