package org.ringfence.desktop.staffing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.ringfence.desktop.intervals.Quarter;

/// How many calls the next quarter hours will bring: what this quarter hour of this weekday usually
/// brings, times how today compares with usual days.
///
/// The usual is smoothed exponentially from week to week (Brown's simple exponential smoothing) and
/// over the neighbouring quarter hours. How today compares is estimated from the calls since
/// midnight as for a gamma-distributed day factor, which is what makes call counts of real centers
/// more variable than Poisson (Avramidis, Deslauriers and L'Ecuyer, "Modeling Daily Arrivals to a
/// Telephone Call Center", Management Science 2004).
///
/// Nothing here has a clock of its own.
final class CallForecast {

  /// Weight of the newest week in the usual.
  static final double NEW_WEEK = 0.3;

  /// The coefficient of variation of the day factor, squared and inverted: so many expected calls
  /// weigh as much as the belief that today is a usual day.
  static final double DAY_FACTOR_SHAPE = 1 / (0.15 * 0.15);

  /// How much calls of one quarter hour earlier count in today's factor.
  static final double FADE = 0.97;

  private static final int QUARTERS = 96;

  private final ZoneId zone;
  private final double[][] usual = new double[DayOfWeek.values().length][QUARTERS];
  private final int[] daysSeen = new int[DayOfWeek.values().length];
  private final TreeMap<Instant, Long> today = new TreeMap<>();

  /// @param offered calls by quarter hour, as far back as the usual is to be learned; a quarter
  ///   hour without an entry had none. The first day, which may be a part, is left out
  /// @param now quarter hours that end later are not looked at
  CallForecast(NavigableMap<Instant, Long> offered, Instant now, ZoneId zone) {
    this.zone = zone;
    if (offered.isEmpty()) {
      return;
    }
    LocalDate current = LocalDate.ofInstant(now, zone);
    LocalDate day = LocalDate.ofInstant(offered.firstKey(), zone).plusDays(1);
    for (; day.isBefore(current); day = day.plusDays(1)) {
      learn(day, offered);
    }
    Instant midnight = current.atStartOfDay(zone).toInstant();
    Instant complete = Quarter.startOf(now);
    if (midnight.isBefore(complete)) {
      for (Instant at = midnight; at.isBefore(complete); at = at.plus(Quarter.LENGTH)) {
        today.put(at, offered.getOrDefault(at, 0L));
      }
    }
  }

  private void learn(LocalDate day, NavigableMap<Instant, Long> offered) {
    double[] counts = new double[QUARTERS];
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    offered
        .subMap(day.atStartOfDay(zone).toInstant(), end)
        .forEach((start, calls) -> counts[slot(start)] += calls);
    int weekday = day.getDayOfWeek().getValue() - 1;
    double[] level = usual[weekday];
    double weight = Math.max(NEW_WEEK, 1.0 / (daysSeen[weekday] + 1));
    for (int i = 0; i < QUARTERS; i++) {
      double smooth =
          0.5 * counts[i]
              + 0.25 * counts[Math.max(0, i - 1)]
              + 0.25 * counts[Math.min(QUARTERS - 1, i + 1)];
      level[i] += weight * (smooth - level[i]);
    }
    daysSeen[weekday]++;
  }

  private int slot(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    return local.getHour() * 4 + local.getMinute() / 15;
  }

  /// Whether any whole day was seen.
  boolean isPossible() {
    for (int seen : daysSeen) {
      if (seen > 0) {
        return true;
      }
    }
    return false;
  }

  /// What this quarter hour usually brings. A weekday that was never seen is taken to be like the
  /// mean of the others.
  double usual(Instant start) {
    int weekday = LocalDateTime.ofInstant(start, zone).getDayOfWeek().getValue() - 1;
    int slot = slot(start);
    if (daysSeen[weekday] > 0) {
      return usual[weekday][slot];
    }
    double sum = 0;
    int days = 0;
    for (int i = 0; i < daysSeen.length; i++) {
      if (daysSeen[i] > 0) {
        sum += usual[i][slot];
        days++;
      }
    }
    return days == 0 ? 0 : sum / days;
  }

  /// Today's calls so far against the usual; 1 is a usual day.
  double todayFactor() {
    double called = DAY_FACTOR_SHAPE;
    double expected = DAY_FACTOR_SHAPE;
    double weight = 1;
    for (Instant start : today.descendingKeySet()) {
      called += weight * today.getOrDefault(start, 0L);
      expected += weight * usual(start);
      weight *= FADE;
    }
    return called / expected;
  }

  /// The calls of so many quarter hours from one on. What lies beyond midnight is a usual day.
  List<Double> quarters(Instant first, int count) {
    double factor = todayFactor();
    LocalDate current =
        today.isEmpty()
            ? LocalDate.ofInstant(first, zone)
            : LocalDate.ofInstant(today.firstKey(), zone);
    List<Double> quarters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant start = first.plus(Quarter.LENGTH.multipliedBy(i));
      boolean isToday = LocalDate.ofInstant(start, zone).equals(current);
      quarters.add(usual(start) * (isToday ? factor : 1));
    }
    return quarters;
  }
}
