package org.ringfence.gateway.ivr;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.ringfence.gateway.ivr.SpokenNumber.Form;

/// Times of day, days and dates as sequences of prompts, in the caller's own terms: `tomorrow at 8
/// in the morning`, `el lunes a la una y media de la tarde`.
///
/// All times are local to the line; the caller of these methods has converted them. Seconds are not
/// said. The parts of the day are those of Unicode's CLDR for English and Mexican Spanish, except
/// that midnight is `midnight` and `las doce de la noche`.
public final class SpokenTime {

  /// Beyond this many days a weekday alone is ambiguous.
  private static final int WEEK_DAYS = 7;

  /// The word that a time of day hangs on.
  private enum Link {
    AT,
    FROM,
    TO
  }

  private SpokenTime() {}

  /// When something happens, seen from now: `today at 2 in the afternoon`, `Monday at 8 in the
  /// morning`, `Monday, November 30th, at noon`.
  public static List<String> moment(Language language, LocalDateTime now, LocalDateTime then) {
    List<String> ids = new ArrayList<>(day(language, now.toLocalDate(), then.toLocalDate()));
    ids.addAll(timeOfDay(language, then.toLocalTime()));
    return ids;
  }

  /// A time of day with its preposition: `at 8 30 in the morning`, `a las ocho y media de la
  /// mañana`.
  public static List<String> timeOfDay(Language language, LocalTime time) {
    return linked(language, Link.AT, time);
  }

  /// A span of one day: `from 8 in the morning to 5 in the afternoon`.
  public static List<String> span(Language language, LocalTime from, LocalTime to) {
    List<String> ids = new ArrayList<>(linked(language, Link.FROM, from));
    ids.addAll(linked(language, Link.TO, to));
    return ids;
  }

  /// A day seen from today: `today`, `tomorrow`, a weekday within the next six days, and the date
  /// for every other.
  public static List<String> day(Language language, LocalDate today, LocalDate day) {
    long ahead = ChronoUnit.DAYS.between(today, day);
    if (ahead == 0) {
      return List.of("today");
    }
    if (ahead == 1) {
      return List.of("tomorrow");
    }
    return ahead > 1 && ahead < WEEK_DAYS
        ? List.of(weekday(day.getDayOfWeek()))
        : date(language, day);
  }

  /// A date with its weekday and without its year: `Monday, November 30th`, `el lunes treinta de
  /// noviembre`.
  public static List<String> date(Language language, LocalDate date) {
    List<String> ids = new ArrayList<>();
    ids.add(weekday(date.getDayOfWeek()));
    int day = date.getDayOfMonth();
    String month = "month-" + date.getMonthValue();
    switch (language) {
      case EN -> ids.addAll(List.of(month, "nth-" + day));
      // Latin America says "el primero de mayo".
      case ES -> ids.addAll(List.of(day == 1 ? "nth-1" : "n-" + day, month));
      case SO -> ids.addAll(List.of("n-" + day, month));
      case HMN -> ids.addAll(List.of("day-of-month", "n-" + day, month));
    }
    return ids;
  }

  private static String weekday(DayOfWeek day) {
    return "weekday-" + day.getValue();
  }

  private static List<String> linked(Language language, Link link, LocalTime time) {
    List<String> ids = new ArrayList<>();
    switch (language) {
      case EN -> english(link, time, ids);
      case ES -> spanish(link, time, ids);
      case SO -> somali(link, time, ids);
      case HMN -> hmong(link, time, ids);
    }
    return ids;
  }

  private static void english(Link link, LocalTime time, List<String> ids) {
    ids.add(
        switch (link) {
          case AT -> "at";
          case FROM -> "from";
          case TO -> "to";
        });
    if (isWhole(time, 12)) {
      ids.add("noon");
      return;
    }
    if (isWhole(time, 0)) {
      ids.add("midnight");
      return;
    }
    ids.add("n-" + hourOnTheFace(time));
    if (time.getMinute() > 0 && time.getMinute() < 10) {
      ids.add("oh");
    }
    if (time.getMinute() > 0) {
      ids.add("n-" + time.getMinute());
    }
    ids.add(part(time, 0));
  }

  /// One o'clock is singular; `a las` serves both for "at" and for "to".
  private static void spanish(Link link, LocalTime time, List<String> ids) {
    String word = link == Link.FROM ? "from" : "at";
    int hour = hourOnTheFace(time);
    if (hour == 1) {
      ids.add(word + "-one");
    } else {
      ids.addAll(List.of(word + "-the", "n-" + hour));
    }
    switch (time.getMinute()) {
      case 0 -> {}
      case 15 -> ids.add("quarter-past");
      case 30 -> ids.add("half-past");
      default -> ids.addAll(List.of("wait-and", "n-" + time.getMinute()));
    }
    if (isWhole(time, 12)) {
      ids.add("noon");
    } else if (isWhole(time, 0) || time.getHour() >= 20) {
      ids.add("at-night");
    } else if (time.getHour() < 6) {
      ids.add("in-the-small-hours");
    } else {
      ids.add(time.getHour() < 12 ? "in-the-morning" : "in-the-afternoon");
    }
  }

  /// Counted from midnight and noon as in America, not from six as in Somalia.
  private static void somali(Link link, LocalTime time, List<String> ids) {
    fromTo(link, ids);
    ids.addAll(List.of("at", "n-" + hourOnTheFace(time)));
    if (time.getMinute() > 0) {
      ids.add("wait-and");
      ids.addAll(SpokenNumber.ids(Language.SO, time.getMinute(), Form.BEFORE_MASCULINE));
      ids.add("minutes-past");
    }
    ids.add(isWhole(time, 12) ? "noon" : part(time, 5));
  }

  private static void hmong(Link link, LocalTime time, List<String> ids) {
    fromTo(link, ids);
    ids.addAll(List.of("at", "n-" + hourOnTheFace(time), "hours-past"));
    if (time.getMinute() > 0) {
      ids.addAll(List.of("n-" + time.getMinute(), "minutes-past"));
    }
    ids.add(isWhole(time, 12) ? "noon" : part(time, 5));
  }

  private static void fromTo(Link link, List<String> ids) {
    switch (link) {
      case AT -> {}
      case FROM -> ids.add("from");
      case TO -> ids.add("to");
    }
  }

  private static boolean isWhole(LocalTime time, int hour) {
    return time.getHour() == hour && time.getMinute() == 0;
  }

  private static int hourOnTheFace(LocalTime time) {
    return (time.getHour() + 11) % 12 + 1;
  }

  /// @param morning the first hour of the morning; what is before it is night
  private static String part(LocalTime time, int morning) {
    int hour = time.getHour();
    if (hour < morning || hour >= 21) {
      return "at-night";
    }
    if (hour < 12) {
      return "in-the-morning";
    }
    return hour < 18 ? "in-the-afternoon" : "in-the-evening";
  }

  /// Every prompt that some time, day or date needs.
  static Collection<String> allIds(Language language) {
    TreeSet<String> all = new TreeSet<>(List.of("today", "tomorrow"));
    for (int minute = 0; minute < 24 * 60; minute++) {
      LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
      all.addAll(timeOfDay(language, time));
      all.addAll(span(language, time, time));
    }
    // Thirty-one days in a leap year's each month that has them; every weekday is among them.
    LocalDate first = LocalDate.of(2028, Month.JANUARY, 1);
    for (int day = 0; day < first.lengthOfYear(); day++) {
      all.addAll(date(language, first.plusDays(day)));
    }
    return all;
  }
}
