package org.ringfence.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.HoursPlan;

/// When somebody is there to answer, by the clock on the wall of a time zone.
///
/// Where the clock is put forward, a time that does not exist is the moment of the change. Where it
/// is put back and a time comes twice, a queue opens at the first and closes at the second, so that
/// it never closes only to open again. Hours that touch, over midnight too, are one opening.
public final class Calendar {

  /// No opening is looked for further ahead; a calendar with a longer closure says that none is in
  /// sight.
  static final int HORIZON_DAYS = 400;

  private final String name;
  private final ZoneId zone;
  private final Map<DayOfWeek, List<Span>> week;
  private final Map<LocalDate, List<Span>> exceptions;
  private final boolean neverCloses;

  /// @param week the hours of each day of the week; a day that is not named is closed
  /// @param exceptions dates with other hours; none for a holiday
  /// @throws IllegalArgumentException when hours overlap
  public Calendar(
      ZoneId zone, Map<DayOfWeek, List<Span>> week, Map<LocalDate, List<Span>> exceptions) {
    this("", zone, week, exceptions);
  }

  private Calendar(
      String name,
      ZoneId zone,
      Map<DayOfWeek, List<Span>> week,
      Map<LocalDate, List<Span>> exceptions) {
    this.name = name;
    this.zone = zone;
    this.week = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> this.week.put(day, Span.inOrder(spans)));
    this.exceptions = new TreeMap<>();
    exceptions.forEach((date, spans) -> this.exceptions.put(date, Span.inOrder(spans)));
    neverCloses =
        exceptions.isEmpty()
            && this.week.size() == DayOfWeek.values().length
            && this.week.values().stream().allMatch(List.of(Span.WHOLE_DAY)::equals);
  }

  /// Open day and night.
  public static Calendar always(ZoneId zone) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(Span.WHOLE_DAY));
    }
    return new Calendar(zone, week, Map.of());
  }

  /// The hours as they are written.
  ///
  /// @throws IllegalArgumentException with what to do, when they are wrong
  public static Calendar of(String name, HoursPlan plan) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    plan.week().forEach((day, spans) -> week.put(day, spans.stream().map(Span::parse).toList()));
    Map<LocalDate, List<Span>> exceptions = new TreeMap<>();
    plan.dates()
        .forEach((date, spans) -> exceptions.put(date, spans.stream().map(Span::parse).toList()));
    return new Calendar(name, zoneOf(plan.timeZone()), week, exceptions);
  }

  /// Whether there is a time zone of that name.
  public static boolean isZone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name);
  }

  /// @throws IllegalArgumentException with what to do, when there is none of that name
  public static ZoneId zoneOf(String name) {
    if (!isZone(name)) {
      throw new IllegalArgumentException(
          "is no time zone of the IANA database, such as \"America/Chicago\"");
    }
    return ZoneId.of(name);
  }

  /// The same hours under the name that the settings have for them.
  public Calendar named(String otherName) {
    return new Calendar(otherName, zone, week, exceptions);
  }

  /// The name that the settings have for it; empty when it is none of theirs.
  public String name() {
    return name;
  }

  /// The hours as they are written.
  public HoursPlan plan() {
    Map<DayOfWeek, List<String>> days = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> days.put(day, spans.stream().map(Span::toString).toList()));
    TreeMap<LocalDate, List<String>> dates = new TreeMap<>();
    exceptions.forEach(
        (date, spans) -> dates.put(date, spans.stream().map(Span::toString).toList()));
    return new HoursPlan(zone.getId(), days, dates);
  }

  public ZoneId zone() {
    return zone;
  }

  public boolean isOpen(Instant at) {
    if (neverCloses) {
      return true;
    }
    @Nullable Opening next = openingEndingAfter(at);
    return next != null && !next.from.isAfter(at);
  }

  /// Whether this moment's date was set aside as one without hours, which an ordinary closed day of
  /// the week is not.
  public boolean isHoliday(Instant at) {
    @Nullable List<Span> hours = exceptions.get(LocalDate.ofInstant(at, zone));
    return hours != null && hours.isEmpty();
  }

  /// When it opens or closes next, after this moment; null when that is not in sight.
  public @Nullable Instant nextChange(Instant after) {
    if (neverCloses) {
      return null;
    }
    @Nullable Opening next = openingEndingAfter(after);
    if (next == null) {
      return null;
    }
    Instant change = next.from.isAfter(after) ? next.from : next.to;
    return change.equals(Instant.MAX) ? null : change;
  }

  private record Opening(Instant from, Instant to) {}

  /// The first opening that lasts beyond a moment. One that reaches the horizon has no end.
  private @Nullable Opening openingEndingAfter(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    LocalDate last = today.plusDays(HORIZON_DAYS);
    @Nullable Instant from = null;
    @Nullable Instant to = null;
    for (LocalDate date = today.minusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
      for (Span span : spansOf(date)) {
        Instant begins = begin(date, span);
        Instant ends = end(date, span);
        if (!ends.isAfter(begins)) {
          // The whole of it fell into the hour that was left out.
          continue;
        }
        if (to != null && begins.isAfter(to)) {
          if (from != null && to.isAfter(at)) {
            return new Opening(from, to);
          }
          from = begins;
        } else if (from == null) {
          from = begins;
        }
        to = ends;
      }
    }
    if (from == null || to == null || !to.isAfter(at)) {
      return null;
    }
    boolean endless = !to.isBefore(last.atStartOfDay(zone).toInstant());
    return new Opening(from, endless ? Instant.MAX : to);
  }

  private List<Span> spansOf(LocalDate date) {
    @Nullable List<Span> exception = exceptions.get(date);
    return exception == null ? week.getOrDefault(date.getDayOfWeek(), List.of()) : exception;
  }

  private Instant begin(LocalDate date, Span span) {
    return at(date.atTime(span.from())).withEarlierOffsetAtOverlap().toInstant();
  }

  private Instant end(LocalDate date, Span span) {
    LocalDateTime end =
        span.toMinute() == Span.MINUTES_OF_DAY
            ? date.plusDays(1).atStartOfDay()
            : date.atTime(LocalTime.ofSecondOfDay(span.toMinute() * 60L));
    return at(end).withLaterOffsetAtOverlap().toInstant();
  }

  /// A time in a gap is the moment of the change; [ZonedDateTime#of] alone would shift it by the
  /// length of the gap.
  private ZonedDateTime at(LocalDateTime local) {
    ZonedDateTime shifted = ZonedDateTime.of(local, zone);
    if (shifted.toLocalDateTime().equals(local)) {
      return shifted;
    }
    return zone.getRules().getTransition(local).getInstant().atZone(zone);
  }
}
