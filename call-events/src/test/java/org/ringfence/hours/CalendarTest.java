package org.ringfence.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalendarTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private static Calendar daily(String... spans) {
    return daily(Map.of(), spans);
  }

  private static Calendar daily(Map<LocalDate, List<Span>> exceptions, String... spans) {
    List<Span> parsed = new ArrayList<>();
    for (String span : spans) {
      parsed.add(Span.parse(span));
    }
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, parsed);
    }
    return new Calendar(CHICAGO, week, exceptions);
  }

  private static Instant chicago(String local) {
    return LocalDateTime.parse(local).atZone(CHICAGO).toInstant();
  }

  private static @Nullable String next(Calendar calendar, Instant after) {
    @Nullable Instant change = calendar.nextChange(after);
    return change == null ? null : change.atZone(CHICAGO).toString();
  }

  @Test
  void itIsOpenFromTheFirstMomentToBeforeTheLast() {
    Calendar calendar = daily("08:00-12:00", "13:00-17:00");

    assertThat(calendar.isOpen(chicago("2026-06-03T07:59:59"))).isFalse();
    assertThat(calendar.isOpen(chicago("2026-06-03T08:00:00"))).isTrue();
    assertThat(calendar.isOpen(chicago("2026-06-03T11:59:59"))).isTrue();
    assertThat(calendar.isOpen(chicago("2026-06-03T12:00:00"))).isFalse();
    assertThat(next(calendar, chicago("2026-06-03T12:00:00"))).startsWith("2026-06-03T13:00-05:00");
    assertThat(next(calendar, chicago("2026-06-03T17:00:00"))).startsWith("2026-06-04T08:00-05:00");
  }

  @Test
  void holidaysAndOtherHoursOfADateWinOverTheWeek() {
    Calendar calendar =
        daily(
            Map.of(
                LocalDate.parse("2026-11-26"),
                List.of(),
                LocalDate.parse("2026-11-27"),
                List.of(Span.parse("10:00-14:00"))),
            "08:00-17:00");

    assertThat(calendar.isOpen(chicago("2026-11-26T10:00:00"))).isFalse();
    assertThat(next(calendar, chicago("2026-11-25T17:00:00"))).startsWith("2026-11-27T10:00-06:00");
    assertThat(next(calendar, chicago("2026-11-27T10:00:00"))).startsWith("2026-11-27T14:00-06:00");
  }

  @Test
  void theDayOnWhichAnHourIsLeftOutIsAnHourShorter() {
    // 8 March 2026: 02:00 is 03:00.
    Calendar calendar = daily("00:00-24:00");
    Calendar night = daily("01:00-04:00");

    assertThat(next(calendar, chicago("2026-03-08T00:00:00"))).isNull();
    assertThat(lengthOn(night, "2026-03-08T00:00:00")).isEqualTo(Duration.ofHours(2));
    assertThat(lengthOn(night, "2026-03-09T00:00:00")).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void hoursThatBeginInTheHourLeftOutBeginAtTheChangeAndSuchThatFitInItDoNotExist() {
    assertThat(next(daily("02:30-05:00"), chicago("2026-03-08T00:00:00")))
        .startsWith("2026-03-08T03:00-05:00");
    assertThat(next(daily("02:10-02:50"), chicago("2026-03-08T00:00:00")))
        .startsWith("2026-03-09T02:10-05:00");
  }

  @Test
  void anHourThatComesTwiceCountsWholeAndNothingClosesInBetween() {
    // 1 November 2026: 02:00 is 01:00 again.
    assertThat(lengthOn(daily("00:00-03:00"), "2026-10-31T23:00:00"))
        .isEqualTo(Duration.ofHours(4));
    assertThat(lengthOn(daily("00:00-01:30"), "2026-10-31T23:00:00"))
        .isEqualTo(Duration.ofMinutes(150));
    assertThat(lengthOn(daily("01:30-03:00"), "2026-10-31T23:00:00"))
        .isEqualTo(Duration.ofMinutes(150));
  }

  /// How long the next opening lasts.
  private static Duration lengthOn(Calendar calendar, String local) {
    Instant opens = Objects.requireNonNull(calendar.nextChange(chicago(local)));
    assertThat(calendar.isOpen(opens)).isTrue();
    Instant closes = Objects.requireNonNull(calendar.nextChange(opens));
    assertThat(calendar.isOpen(closes)).isFalse();
    return Duration.between(opens, closes);
  }

  @Test
  void hoursOverMidnightAreOneOpening() {
    Calendar calendar = daily("00:00-06:00", "22:00-24:00");
    assertThat(next(calendar, chicago("2026-06-03T23:00:00"))).startsWith("2026-06-04T06:00-05:00");
  }

  @Test
  void alwaysNeverChangesAndAHolidayOfItDoes() {
    assertThat(next(Calendar.always(CHICAGO), chicago("2026-06-03T23:00:00"))).isNull();
    Calendar calendar = daily(Map.of(LocalDate.parse("2026-12-25"), List.of()), "00:00-24:00");
    assertThat(next(calendar, chicago("2026-06-03T23:00:00"))).startsWith("2026-12-25T00:00-06:00");
  }

  /// Every change that is foretold is one, and there is none before it: looked at minute by minute
  /// over both changes of the clock.
  @Test
  void whatIsForetoldComesTrueMinuteByMinute() {
    Calendar calendar =
        daily(
            Map.of(LocalDate.parse("2026-11-02"), List.of(Span.parse("23:00-24:00"))),
            "00:30-01:30",
            "02:15-02:45",
            "20:00-24:00");
    for (String day : List.of("2026-03-06T00:00:00", "2026-10-30T00:00:00")) {
      Instant at = chicago(day);
      Instant end = at.plus(Duration.ofDays(5));
      @Nullable Instant foretold = calendar.nextChange(at);
      boolean open = calendar.isOpen(at);
      for (; at.isBefore(end); at = at.plusSeconds(60)) {
        boolean changed = calendar.isOpen(at) != open;
        assertThat(changed).as("%s", at.atZone(CHICAGO)).isEqualTo(at.equals(foretold));
        if (changed) {
          open = !open;
          foretold = calendar.nextChange(at);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8:00-12:00", "08:00", "08:00-25:00", "24:30-24:40", "08:60-09:00", ""})
  void whatIsNoPartOfADayIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hoursThatEndBeforeTheyStartOrOverlapAreRefusedWithWhatToDo() {
    assertThatThrownBy(() -> Span.parse("22:00-06:00"))
        .hasMessageContaining("ends before it starts")
        .hasMessageContaining("22:00-24:00");
    assertThatThrownBy(() -> daily("08:00-12:00", "11:00-13:00"))
        .hasMessageContaining("08:00-12:00 and 11:00-13:00 overlap");
  }
}
