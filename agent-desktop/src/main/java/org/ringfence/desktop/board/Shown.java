package org.ringfence.desktop.board;

import java.util.regex.Pattern;
import org.ringfence.events.PhoneNumber;

/// The last gate for text on its way to a screen: bounded, printable, and without a full telephone
/// number even if whoever wrote the text was careless.
final class Shown {

  /// The longest text that a page is sent: more than the longest sentence that a service says, for
  /// one that is cut is none that a page can say in its own language.
  static final int MAX_CHARACTERS = 480;

  /// Control characters, and the bidirectional overrides that make text read as something else.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\u200e\u200f\u202a-\u202e\u2066-\u2069]");

  /// Eight or more digits in a row that are no call id (`rf1-1795459763.17`), or the grouped North
  /// American writing.
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\+?[0-9]{8,}+(?!\\.[0-9])|(?<![0-9])\\(?[2-9][0-9]{2}\\)?[ .-]?[0-9]{3}[ .-][0-9]{4}");

  private Shown() {}

  static String text(String text) {
    // Cut before matching: hostile text may be long.
    boolean cut = text.length() > MAX_CHARACTERS;
    String bounded = cut ? text.substring(0, MAX_CHARACTERS) : text;
    String printable = UNPRINTABLE.matcher(bounded).replaceAll("?");
    String masked =
        NUMBER
            .matcher(printable)
            .replaceAll(match -> PhoneNumber.of(digits(match.group())).masked());
    return cut ? masked + "…" : masked;
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9+]", "");
  }
}
