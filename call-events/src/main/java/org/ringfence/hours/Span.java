package org.ringfence.hours;

import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a day, by the clock on the wall.
///
/// @param fromMinute minutes after midnight, 0 to 1439
/// @param toMinute minutes after midnight, more than `fromMinute`; 1440 is the end of the day
public record Span(int fromMinute, int toMinute) implements Comparable<Span> {

  static final int MINUTES_OF_DAY = 24 * 60;

  static final Span WHOLE_DAY = new Span(0, MINUTES_OF_DAY);

  private static final Pattern WRITTEN =
      Pattern.compile("([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])");

  public Span {
    if (fromMinute < 0 || toMinute > MINUTES_OF_DAY || fromMinute >= toMinute) {
      throw new IllegalArgumentException("not a part of a day: " + fromMinute + "-" + toMinute);
    }
  }

  /// Reads `08:00-16:30`; `24:00` is the end of the day.
  ///
  /// @throws IllegalArgumentException with what to do, when it is anything else
  public static Span parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("must be as in \"08:00-16:30\", not \"" + text + "\"");
    }
    int from = minute(written.group(1), written.group(2), text);
    int to = minute(written.group(3), written.group(4), text);
    if (from >= to) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" ends before it starts; hours over midnight are \"22:00-24:00\" on one day and"
              + " \"00:00-06:00\" on the next");
    }
    return new Span(from, to);
  }

  private static int minute(String hours, String minutes, String text) {
    int minute = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    if (minute > MINUTES_OF_DAY) {
      throw new IllegalArgumentException("a day has 24 hours; \"" + text + "\" goes beyond");
    }
    return minute;
  }

  /// The spans in order.
  ///
  /// @throws IllegalArgumentException that names two which overlap
  public static List<Span> inOrder(List<Span> spans) {
    List<Span> sorted = spans.stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).fromMinute < sorted.get(i - 1).toMinute) {
        throw new IllegalArgumentException(
            sorted.get(i - 1) + " and " + sorted.get(i) + " overlap");
      }
    }
    return sorted;
  }

  LocalTime from() {
    return LocalTime.ofSecondOfDay(fromMinute * 60L);
  }

  @Override
  public int compareTo(Span other) {
    int order = Integer.compare(fromMinute, other.fromMinute);
    return order == 0 ? Integer.compare(toMinute, other.toMinute) : order;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%02d:%02d-%02d:%02d",
        fromMinute / 60,
        fromMinute % 60,
        toMinute / 60,
        toMinute % 60);
  }
}
