package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.queue.prediction.StaffOutlook.Change;

final class StaffOutlookTest {

  /// After 100 s half are left, from 200 to 300 s nobody is there, then twice as many as at first.
  private static final StaffOutlook DAY =
      new StaffOutlook(List.of(new Change(100, 0.5), new Change(200, 0), new Change(300, 2)));

  @ParameterizedTest
  @CsvSource({"0, 0", "60, 60", "100, 100", "125, 150", "150, 200", "151, 300.5", "350, 400"})
  void a_wait_is_read_on_the_clock(double steady, double clock) {
    assertThat(DAY.clockSeconds(steady)).isCloseTo(clock, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 99.5, 100, 110, 149, 150.5, 1_000})
  void and_back(double steady) {
    assertThat(DAY.steadySeconds(DAY.clockSeconds(steady))).isCloseTo(steady, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "11, Infinity"})
  void where_all_go_home_nothing_more_is_done(double steady, double clock) {
    StaffOutlook evening = new StaffOutlook(List.of(new Change(10, 0)));
    assertThat(evening.clockSeconds(steady)).isEqualTo(clock);
    assertThat(evening.steadySeconds(5_000)).isEqualTo(10);
  }
}
