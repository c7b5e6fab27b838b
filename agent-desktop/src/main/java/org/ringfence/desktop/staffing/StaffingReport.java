package org.ringfence.desktop.staffing;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.intervals.IntervalSums;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.intervals.Quarter;

/// The next hours: calls to expect and agents needed, from the stored quarter hours of people.
public final class StaffingReport {

  /// How far back the usual is learned.
  static final Duration LEARNED_FROM = Duration.ofDays(12 * 7);

  /// From how far back handling and patience are observed.
  static final Duration OBSERVED_FROM = Duration.ofDays(7);

  private final IntervalRules rules;
  private final ZoneId zone;

  public StaffingReport(IntervalRules rules, ZoneId zone) {
    this.rules = rules;
    this.zone = zone;
  }

  /// @param observed null when too few talks were seen; then no half hour has a need
  /// @param todayFactor how many times as many people as usual call today; null without a forecast
  /// @param halfHours empty when no whole day was seen yet
  public record Outlook(
      Instant now,
      @Nullable StaffingAdvice observed,
      @Nullable Double todayFactor,
      List<HalfHour> halfHours) {}

  /// @param calls expected
  public record HalfHour(Instant start, double calls, StaffingAdvice.@Nullable Need need) {}

  /// @param queue null for all queues together
  public Outlook outlook(Handle handle, @Nullable String queue, Instant now, int halfHours) {
    TreeMap<Instant, Long> offered = new TreeMap<>();
    IntervalSums[] observed = {IntervalSums.NONE};
    handle
        .createQuery(
            "SELECT * FROM intervals WHERE population = 'PEOPLE' AND start_at >= :from"
                + (queue == null ? "" : " AND queue = :queue"))
        .bind("from", now.minus(LEARNED_FROM))
        .bindMap(queue == null ? Map.of() : Map.of("queue", queue))
        .map((row, context) -> {
          Instant start = row.getObject("start_at", OffsetDateTime.class).toInstant();
          IntervalSums sums = IntervalTable.sums(row);
          offered.merge(start, sums.offered(), Long::sum);
          if (start.isAfter(now.minus(OBSERVED_FROM))) {
            observed[0] = observed[0].plus(sums);
          }
          return true;
        })
        .list();
    CallForecast forecast = new CallForecast(offered, now, zone);
    @Nullable StaffingAdvice advice = StaffingAdvice.of(observed[0]);
    if (!forecast.isPossible()) {
      return new Outlook(now, advice, null, List.of());
    }
    return new Outlook(
        now, advice, forecast.todayFactor(), halfHours(forecast, advice, now, halfHours));
  }

  private List<HalfHour> halfHours(
      CallForecast forecast, @Nullable StaffingAdvice advice, Instant now, int count) {
    Duration length = Quarter.LENGTH.multipliedBy(2);
    long seconds = length.toSeconds();
    // The half hour that is going on comes first.
    Instant first = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    List<Double> quarters = forecast.quarters(first, 2 * count);
    List<HalfHour> halfHours = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double calls = quarters.get(2 * i) + quarters.get(2 * i + 1);
      halfHours.add(
          new HalfHour(
              first.plus(length.multipliedBy(i)),
              calls,
              advice == null ? null : advice.needFor(calls / seconds, rules)));
    }
    return halfHours;
  }
}
