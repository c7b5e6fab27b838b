package org.ringfence.detector.lists;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// One row of a [NumberList].
///
/// @param pattern an E.164 number such as `+16515550100`, or a prefix such as `+1900*`
/// @param reason why it is listed, for the board
/// @param author who listed it
/// @param expires the last day (UTC) on which the row counts
public record ListedNumber(String pattern, String reason, String author, LocalDate expires) {

  /// A shorter prefix would take in a whole country or continent.
  static final int MIN_PREFIX_DIGITS = 3;

  public ListedNumber {
    if (!pattern.matches("\\+[1-9][0-9]{7,14}")
        && !pattern.matches("\\+[1-9][0-9]{" + (MIN_PREFIX_DIGITS - 1) + ",13}\\*")) {
      throw new IllegalArgumentException(
          "number must be E.164 such as +16515550100, or a prefix of at least "
              + MIN_PREFIX_DIGITS
              + " digits such as +1900*");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("reason must not be empty");
    }
    if (author.isBlank()) {
      throw new IllegalArgumentException("author must not be empty");
    }
  }

  boolean isPrefix() {
    return pattern.endsWith("*");
  }

  /// The digits with `+`, without the star.
  String start() {
    return isPrefix() ? pattern.substring(0, pattern.length() - 1) : pattern;
  }

  boolean countsAt(long epochMillis) {
    return epochMillis
        < expires.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
