package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A telephone number as the trunk delivered it: usually E.164, but anything may really arrive,
/// nothing included.
///
/// It keeps at most [#MAX_LENGTH] characters. `toString()` masks all but the area code and the last
/// two digits, so that a number in a log line, an exception or a string template never shows a
/// caller; [#raw()] is the deliberate way to the whole.
public final class PhoneNumber {

  /// E.164 has 15 digits; what is longer is noise, kept only as far as it may explain itself.
  public static final int MAX_LENGTH = 64;

  /// No number was delivered.
  public static final PhoneNumber NONE = new PhoneNumber("");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int E164_LEAST_DIGITS = 8;
  private static final int E164_MOST_DIGITS = 15;
  private static final Pattern SHOWABLE = Pattern.compile("\\+?[0-9]{8,15}");

  private final String raw;

  private PhoneNumber(String raw) {
    this.raw = raw;
  }

  /// The number as delivered, cut at [#MAX_LENGTH]; control characters become `?`.
  @JsonCreator
  public static PhoneNumber of(String delivered) {
    String cut = delivered.length() > MAX_LENGTH ? delivered.substring(0, MAX_LENGTH) : delivered;
    String printable = CONTROL.matcher(cut).replaceAll("?").strip();
    return printable.isEmpty() ? NONE : new PhoneNumber(printable);
  }

  /// The whole number, for matching and for storage; never for a log.
  @JsonValue
  public String raw() {
    return raw;
  }

  public boolean isPresent() {
    return !raw.isEmpty();
  }

  /// Whether this is `+` and 8 to 15 digits (ITU-T E.164, section 6), whatever the digits mean.
  public boolean isE164() {
    int digits = raw.length() - 1;
    return digits >= E164_LEAST_DIGITS
        && digits <= E164_MOST_DIGITS
        && raw.charAt(0) == '+'
        && areDigits(1, '1');
  }

  /// Whether all is digits from a place on, the first one at least `least`. By hand, because
  /// several such questions are asked of every attempt, and a regular expression takes ten times as
  /// long.
  private boolean areDigits(int from, char least) {
    if (raw.charAt(from) < least) {
      return false;
    }
    for (int i = from; i < raw.length(); i++) {
      if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The same number in E.164 where ten or eleven North American digits were delivered without `+`;
  /// else itself.
  public PhoneNumber normalized() {
    if (raw.length() == 10 && areDigits(0, '2')) {
      return new PhoneNumber("+1" + raw);
    }
    if (raw.length() == 11 && raw.charAt(0) == '1' && areDigits(1, '2')) {
      return new PhoneNumber("+" + raw);
    }
    return this;
  }

  /// What may be shown and logged: `+1612•••••34`.
  public String masked() {
    if (raw.isEmpty()) {
      return "withheld";
    }
    if (!SHOWABLE.matcher(raw).matches()) {
      return "malformed(" + raw.length() + ")";
    }
    int head = raw.startsWith("+1") ? 5 : 3;
    int hidden = raw.length() - head - 2;
    return raw.substring(0, head) + "•".repeat(hidden) + raw.substring(raw.length() - 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PhoneNumber that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
