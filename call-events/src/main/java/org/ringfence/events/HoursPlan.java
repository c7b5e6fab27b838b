package org.ringfence.events;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The opening hours of a calendar as they are written.
///
/// @param timeZone IANA name
/// @param week the hours of each day of the week, each as `08:00-16:30`; a day that is not named is
///   closed
/// @param dates days with other hours; none for a holiday
public record HoursPlan(
    String timeZone, Map<DayOfWeek, List<String>> week, SortedMap<LocalDate, List<String>> dates) {

  public HoursPlan {
    EnumMap<DayOfWeek, List<String>> days = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> days.put(day, List.copyOf(spans)));
    week = Collections.unmodifiableMap(days);
    TreeMap<LocalDate, List<String>> others = new TreeMap<>();
    dates.forEach((date, spans) -> others.put(date, List.copyOf(spans)));
    dates = Collections.unmodifiableSortedMap(others);
  }
}
