package org.ringfence.desktop.intervals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StepTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @Test
  void a_day_has_twenty_five_hours_when_the_clocks_go_back_and_each_of_them_a_row_of_its_own() {
    Instant noon = Instant.parse("2026-11-01T18:00:00Z");
    Instant start = Step.DAY.startOf(noon, CHICAGO);
    assertThat(start).isEqualTo(Instant.parse("2026-11-01T05:00:00Z"));
    assertThat(Duration.between(start, Step.DAY.endOf(start, CHICAGO))).hasHours(25);
    // One o'clock comes twice.
    assertThat(Step.HOUR.startOf(Instant.parse("2026-11-01T06:40:00Z"), CHICAGO))
        .isEqualTo(Instant.parse("2026-11-01T06:00:00Z"));
    assertThat(Step.HOUR.startOf(Instant.parse("2026-11-01T07:40:00Z"), CHICAGO))
        .isEqualTo(Instant.parse("2026-11-01T07:00:00Z"));
  }

  @Test
  void hours_follow_zones_that_differ_by_quarters_of_them() {
    assertThat(
            Step.HOUR.startOf(Instant.parse("2026-11-03T10:20:30.5Z"), ZoneId.of("Asia/Kathmandu")))
        .isEqualTo(Instant.parse("2026-11-03T10:15:00Z"));
    assertThat(Quarter.startOf(Instant.parse("2026-11-03T10:29:59.999Z")))
        .isEqualTo(Instant.parse("2026-11-03T10:15:00Z"));
  }
}
