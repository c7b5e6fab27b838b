package org.ringfence.gateway.ivr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller is asked for who has to show that somebody is there, as it travels in the state's
/// token.
sealed interface Asked {

  String token();

  static @Nullable Asked of(String token) {
    @Nullable Asked digits = Digits.of(token);
    return digits == null ? Sign.of(token) : digits;
  }

  /// A challenge in progress: `a1k47` is the second try of one at the arrival, after wrong digits,
  /// with 4 and 7 to be keyed now.
  ///
  /// @param atLine whether it stands before the line; else before the questions
  /// @param tries how often it was answered wrongly or not at all
  /// @param wrong whether some try was answered by wrong digits
  record Digits(boolean atLine, int tries, boolean wrong, String digits) implements Asked {

    private static final Pattern TOKEN =
        Pattern.compile("([aj])([0-9])([ks])([0-9]{" + Challenge.DIGITS + "})");

    @Override
    public String token() {
      return (atLine ? "j" : "a") + tries + (wrong ? "k" : "s") + digits;
    }

    static @Nullable Digits of(String token) {
      Matcher parts = TOKEN.matcher(token);
      return parts.matches()
          ? new Digits(
              "j".equals(parts.group(1)),
              Integer.parseInt(String.valueOf(parts.group(2))),
              "k".equals(parts.group(3)),
              String.valueOf(parts.group(4)))
          : null;
    }
  }

  /// Any sound or key: `l2` is asked for the third time.
  ///
  /// @param rounds how often nothing came
  record Sign(int rounds) implements Asked {

    private static final Pattern TOKEN = Pattern.compile("l([0-9])");

    @Override
    public String token() {
      return "l" + rounds;
    }

    static @Nullable Sign of(String token) {
      Matcher parts = TOKEN.matcher(token);
      return parts.matches() ? new Sign(Integer.parseInt(String.valueOf(parts.group(1)))) : null;
    }
  }
}
