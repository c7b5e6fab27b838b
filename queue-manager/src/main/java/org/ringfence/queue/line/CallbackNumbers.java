package org.ringfence.queue.line;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfence.events.PhoneNumber;

/// Which numbers may be called back: those of the North American plan in the area codes allowed.
///
/// The plan reaches beyond the United States: some of its area codes are Caribbean states where a
/// call costs dollars a minute and pays whoever asked for it. Hence a list of what is allowed and
/// none of what is not. Within an area code the exchange 976 is premium too, and exchanges that end
/// in 11 are services.
final class CallbackNumbers {

  /// NANP: area code N9X is reserved, N11 a service; an exchange begins with 2 to 9.
  private static final Pattern DIALABLE =
      Pattern.compile("\\+1(?<area>[2-9][0-8][0-9])(?<exchange>[2-9][0-9]{2})[0-9]{4}");

  private static final Pattern AREA_CODE = Pattern.compile("[2-9][0-8][0-9]");

  /// 900 is premium in all of the plan; 700 and 710 are no places.
  private static final Set<String> NEVER = Set.of("900", "700", "710");

  private static final String PREMIUM_EXCHANGE = "976";

  private CallbackNumbers() {}

  /// Whether an area code may be put on the list at all.
  static boolean isAreaCode(String code) {
    return AREA_CODE.matcher(code).matches() && !code.endsWith("11") && !NEVER.contains(code);
  }

  /// The number as it is called, E.164; empty when it may not be called.
  static Optional<PhoneNumber> dialable(PhoneNumber wished, Set<String> areaCodes) {
    PhoneNumber number = wished.normalized();
    Matcher parts = DIALABLE.matcher(number.raw());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String exchange = parts.group("exchange");
    boolean allowed =
        areaCodes.contains(parts.group("area"))
            && !exchange.equals(PREMIUM_EXCHANGE)
            && !exchange.endsWith("11");
    return allowed ? Optional.of(number) : Optional.empty();
  }

  /// All but the last three digits, which name a block of a thousand numbers.
  static String block(PhoneNumber number) {
    String raw = number.raw();
    return raw.substring(0, Math.max(0, raw.length() - 3));
  }
}
