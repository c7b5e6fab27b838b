package org.ringfence.desktop.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.intervals.Quarter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CallForecastTest {

  private static final Logger log = LoggerFactory.getLogger(CallForecastTest.class);
  private static final Pattern COLON = Pattern.compile(":");
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  /// Eight weeks with 40 calls in each quarter hour from 8 to 16 on weekdays.
  private static NavigableMap<Instant, Long> weeks(LocalDate monday) {
    TreeMap<Instant, Long> offered = new TreeMap<>();
    for (int day = 0; day < 56; day++) {
      LocalDate date = monday.plusDays(day);
      if (date.getDayOfWeek().getValue() <= 5) {
        for (int quarter = 32; quarter < 64; quarter++) {
          offered.put(
              date.atTime(quarter / 4, 15 * (quarter % 4)).atZone(CHICAGO).toInstant(), 40L);
        }
      }
    }
    return offered;
  }

  @Test
  void a_usual_day_is_forecast_as_usual_also_when_the_clocks_changed_meanwhile() {
    // The clocks went back on 1 November 2026.
    NavigableMap<Instant, Long> offered = weeks(LocalDate.parse("2026-09-14"));
    Instant now = LocalDate.parse("2026-11-09").atTime(7, 0).atZone(CHICAGO).toInstant();
    CallForecast forecast = new CallForecast(offered, now, CHICAGO);
    List<Double> quarters = forecast.quarters(Quarter.startOf(now), 12);
    assertThat(quarters.subList(0, 3)).allSatisfy(calls -> assertThat(calls).isZero());
    assertThat(quarters.subList(5, 12))
        .allSatisfy(calls -> assertThat(calls).isCloseTo(40, within(1e-9)));
  }

  @Test
  void a_day_that_began_with_twice_the_calls_is_expected_to_go_on_so_but_not_tomorrow() {
    NavigableMap<Instant, Long> offered = weeks(LocalDate.parse("2026-09-14"));
    LocalDate today = LocalDate.parse("2026-11-09");
    for (int quarter = 32; quarter < 40; quarter++) {
      offered.put(today.atTime(quarter / 4, 15 * (quarter % 4)).atZone(CHICAGO).toInstant(), 80L);
    }
    Instant now = today.atTime(10, 0).atZone(CHICAGO).toInstant();
    CallForecast forecast = new CallForecast(offered, now, CHICAGO);
    assertThat(forecast.todayFactor()).isBetween(1.8, 2.0);
    assertThat(forecast.quarters(now, 1).getFirst()).isBetween(72.0, 80.0);
    assertThat(forecast.usual(now.plus(Duration.ofHours(24)))).isCloseTo(40, within(1e-9));
  }

  @Test
  void without_a_whole_day_there_is_no_forecast_and_a_new_weekday_is_like_the_others() {
    Instant now = LocalDate.parse("2026-11-10").atTime(9, 0).atZone(CHICAGO).toInstant();
    assertThat(new CallForecast(new TreeMap<>(), now, CHICAGO).isPossible()).isFalse();
    TreeMap<Instant, Long> offered = new TreeMap<>();
    offered.put(LocalDate.parse("2026-11-08").atTime(9, 0).atZone(CHICAGO).toInstant(), 3L);
    offered.put(LocalDate.parse("2026-11-09").atTime(9, 0).atZone(CHICAGO).toInstant(), 40L);
    CallForecast forecast = new CallForecast(offered, now, CHICAGO);
    assertThat(forecast.isPossible()).isTrue();
    assertThat(forecast.usual(now)).isCloseTo(20, within(1e-9));
  }

  /// Real calls: a bank's call center in 1999 (see docs/statistics.md). Each quarter hour from
  /// March on, seen from an hour and from four hours before, against the same quarter hour a week
  /// before and against the mean of that quarter hour's earlier weeks.
  @Test
  void on_a_real_centers_calls_it_is_better_than_what_the_week_before_brought() throws IOException {
    @Nullable Path folder = bankData();
    if (folder == null) {
      log.info("left out: the anonymous-bank trace is not here (-Dringfence.data=FOLDER)");
      return;
    }
    NavigableMap<Instant, Long> offered = bankCalls(folder);
    double[] errors = new double[4];
    double calls = 0;
    LocalDate first = LocalDate.parse("1999-03-01");
    for (LocalDate day = first;
        day.isBefore(LocalDate.parse("1999-08-01"));
        day = day.plusDays(1)) {
      for (int hour = 8; hour <= 19; hour++) {
        Instant now = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
        CallForecast forecast = new CallForecast(offered, now, ZoneOffset.UTC);
        List<Double> quarters = forecast.quarters(now, 20);
        for (int i = 0; i < 4; i++) {
          Instant soon = now.plus(Quarter.LENGTH.multipliedBy(i));
          Instant later = soon.plus(Duration.ofHours(4));
          double came = offered.getOrDefault(soon, 0L);
          calls += came;
          errors[0] += Math.abs(came - quarters.get(i));
          errors[1] += Math.abs(offered.getOrDefault(later, 0L) - quarters.get(i + 16));
          errors[2] += Math.abs(came - offered.getOrDefault(soon.minus(Duration.ofDays(7)), 0L));
          errors[3] += Math.abs(came - forecast.usual(soon));
        }
      }
    }
    log.info(
        "error per call: within the hour {}, four hours ahead {}, week before {}, usual day {}",
        round(errors[0] / calls),
        round(errors[1] / calls),
        round(errors[2] / calls),
        round(errors[3] / calls));
    assertThat(errors[0]).isLessThan(0.85 * errors[2]);
    assertThat(errors[1]).isLessThan(0.9 * errors[2]);
    assertThat(errors[0]).isLessThan(errors[3]);
  }

  private static double round(double share) {
    return Math.round(1000 * share) / 1000.0;
  }

  private static @Nullable Path bankData() {
    @Nullable String named = System.getProperty("ringfence.data");
    if (named != null) {
      return Path.of(named).resolve("anonymous-bank");
    }
    for (@Nullable Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path data = up.resolve("shared/data/anonymous-bank");
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    return null;
  }

  private static NavigableMap<Instant, Long> bankCalls(Path folder) throws IOException {
    TreeMap<Instant, Long> offered = new TreeMap<>();
    for (int month = 1; month <= 7; month++) {
      Path file = folder.resolve("1999-0" + month + ".tsv.gz");
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .skip(1)
            .map(line -> line.split("\t", -1))
            .forEach(call -> {
              boolean reached = !call[12].equals("PHANTOM") && !call[4].equals("IN");
              String[] at = COLON.split(call[6], -1);
              if (reached && Integer.parseInt(at[0]) < 24) {
                Instant start =
                    LocalDate.parse(call[5])
                        .atTime(Integer.parseInt(at[0]), 15 * (Integer.parseInt(at[1]) / 15))
                        .toInstant(ZoneOffset.UTC);
                offered.merge(start, 1L, Long::sum);
              }
            });
      }
    }
    return offered;
  }
}
