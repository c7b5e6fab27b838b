package org.ringfence.gateway.callbacks;

import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsReader;

/// How callers are dialed.
///
/// @param dial Asterisk's dial string, with `{number}` where the number goes
/// @param form how the carrier wants numbers
public record CallbackSettings(String dial, NumberForm form) {

  private static final String NUMBER = "{number}";

  /// How the carrier wants numbers of the North American plan.
  public enum NumberForm {
    /// `+16125550101`
    E164,
    /// `16125550101`
    ELEVEN_DIGITS,
    /// `6125550101`
    TEN_DIGITS
  }

  public static CallbackSettings from(SettingsReader section) {
    String dial = section.text("dial");
    if (!dial.matches("PJSIP/[A-Za-z0-9@:._+/;={}-]{1,200}") || !dial.contains(NUMBER)) {
      section.problem(
          "dial", "must be such as \"PJSIP/trunk/sip:{number}@sip.carrier.example:5060\"");
    }
    return new CallbackSettings(dial, section.choice("number-form", NumberForm.class));
  }

  /// @param number E.164 of the North American plan
  public String device(PhoneNumber number) {
    String digits = number.raw().replaceAll("[^0-9]", "");
    String written =
        switch (form) {
          case E164 -> "+" + digits;
          case ELEVEN_DIGITS -> digits;
          case TEN_DIGITS -> digits.replaceFirst("^1", "");
        };
    return dial.replace(NUMBER, written);
  }
}
