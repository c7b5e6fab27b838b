package org.ringfence.detector.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberListTest {

  private static final long NOW = Instant.parse("2026-11-02T14:00:00Z").toEpochMilli();

  private static ListedNumber row(String pattern, String expires) {
    return new ListedNumber(pattern, "reason of " + pattern, "me", LocalDate.parse(expires));
  }

  @Test
  void theLongestMatchWins() {
    NumberList list =
        new NumberList(
            List.of(
                row("+1900*", "2027-01-01"),
                row("+1900555*", "2027-01-01"),
                row("+19005550123", "2027-01-01")));

    assertThat(list.find("+19005550123", NOW).orElseThrow().pattern()).isEqualTo("+19005550123");
    assertThat(list.find("+19005550124", NOW).orElseThrow().pattern()).isEqualTo("+1900555*");
    assertThat(list.find("+19001234567", NOW).orElseThrow().pattern()).isEqualTo("+1900*");
    assertThat(list.find("+19011234567", NOW)).isEmpty();
    assertThat(list.find("", NOW)).isEmpty();
  }

  @Test
  void aRowCountsThroughItsLastDayAndAShorterOneTakesOverAfterIt() {
    NumberList list =
        new NumberList(List.of(row("+19005550123", "2026-11-02"), row("+1900*", "2026-11-30")));
    long nextDay = Instant.parse("2026-11-03T00:00:00Z").toEpochMilli();

    assertThat(list.find("+19005550123", nextDay - 1).orElseThrow().pattern())
        .isEqualTo("+19005550123");
    assertThat(list.find("+19005550123", nextDay).orElseThrow().pattern()).isEqualTo("+1900*");
    assertThat(list.find("+19005550123", NOW + 100L * 86_400_000)).isEmpty();
  }
}
