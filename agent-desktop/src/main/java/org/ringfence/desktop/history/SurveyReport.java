package org.ringfence.desktop.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// How callers rated their talks.
public final class SurveyReport {

  private static final int SCORES = 5;

  private final ZoneId zone;

  SurveyReport(ZoneId zone) {
    this.zone = zone;
  }

  /// The ratings of one queue and day.
  ///
  /// @param day on which the callers reached the line, in the site's time zone
  /// @param answered how many callers answered
  /// @param mean of 1 to 5
  /// @param scores how many gave each, from 1 to 5
  public record Day(LocalDate day, String queue, int answered, double mean, List<Integer> scores) {
    public Day {
      scores = List.copyOf(scores);
    }
  }

  /// In order of day, then queue; only where somebody answered.
  List<Day> days(Handle handle, Instant from, Instant to) {
    Map<LocalDate, Map<String, int[]>> counts = new TreeMap<>();
    handle
        .createQuery(
            "SELECT queue, offered_at, survey FROM tickets WHERE survey IS NOT NULL"
                + " AND offered_at >= :from AND offered_at < :to")
        .bind("from", from)
        .bind("to", to)
        .map((found, context) -> {
          LocalDate day =
              found
                  .getObject("offered_at", OffsetDateTime.class)
                  .atZoneSameInstant(zone)
                  .toLocalDate();
          counts.computeIfAbsent(day, _ -> new TreeMap<>())
              .computeIfAbsent(found.getString("queue"), _ -> new int[SCORES])[
              found.getInt("survey") - 1]++;
          return day;
        })
        .list();
    List<Day> days = new ArrayList<>();
    counts.forEach(
        (day, queues) -> queues.forEach((queue, scores) -> days.add(day(day, queue, scores))));
    return days;
  }

  private static Day day(LocalDate day, String queue, int[] scores) {
    int answered = 0;
    int sum = 0;
    List<Integer> each = new ArrayList<>();
    for (int i = 0; i < SCORES; i++) {
      answered += scores[i];
      sum += scores[i] * (i + 1);
      each.add(scores[i]);
    }
    return new Day(day, queue, answered, (double) sum / answered, each);
  }
}
