package org.ringfence.hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.settings.SettingsReader;

/// Reads one section of `calendars`: the time zone, the hours of each day of the week, holidays and
/// other exceptions.
public final class CalendarSettings {

  private CalendarSettings() {}

  /// The calendar; problems are noted in the section.
  public static Calendar from(SettingsReader section) {
    ZoneId zone = section.value("time-zone", Calendar::zoneOf, ZoneOffset.UTC);
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    SettingsReader days = section.section("week");
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, spans(days, day.name().toLowerCase(Locale.ROOT)));
    }
    if (week.values().stream().allMatch(List::isEmpty)) {
      section.problem("week", "has no hours at all; a queue that never opens cannot be meant");
    }
    Map<LocalDate, List<Span>> exceptions = new TreeMap<>();
    for (String text : section.texts("holidays")) {
      date(section, "holidays", text, exceptions, List.of());
    }
    if (section.has("exceptions")) {
      SettingsReader others = section.section("exceptions");
      for (String text : others.names()) {
        date(others, text, text, exceptions, spans(others, text));
      }
    }
    return new Calendar(zone, week, exceptions);
  }

  private static void date(
      SettingsReader section,
      String key,
      String text,
      Map<LocalDate, List<Span>> into,
      List<Span> spans) {
    try {
      if (into.put(LocalDate.parse(text), spans) != null) {
        section.problem(key, text + " is listed twice");
      }
    } catch (DateTimeException malformed) {
      section.problem(key, "must be a date as in \"2026-12-25\", not \"" + text + "\"");
    }
  }

  private static List<Span> spans(SettingsReader section, String key) {
    List<Span> spans = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        spans.add(Span.parse(text));
      } catch (IllegalArgumentException wrong) {
        section.problem(key, String.valueOf(wrong.getMessage()));
      }
    }
    try {
      return Span.inOrder(spans);
    } catch (IllegalArgumentException overlap) {
      section.problem(key, String.valueOf(overlap.getMessage()));
      return List.of();
    }
  }
}
