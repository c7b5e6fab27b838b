package org.ringfence.gateway.doors;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.ringfence.settings.SettingsReader;
import org.ringfence.voice.VoiceRules;

/// The section `gateway.doors` of the settings.
///
/// @param timeZone in which opening times are said
/// @param offersCallback whether a caller who finds all ports taken is offered a callback
/// @param messages what callers may leave
/// @param asksSurvey whether callers are asked one question after a talk
public record DoorSettings(
    ZoneId timeZone, boolean offersCallback, Messages messages, boolean asksSurvey) {

  /// No door but the plain ones.
  public static final DoorSettings NONE =
      new DoorSettings(
          ZoneOffset.UTC,
          false,
          new Messages(false, Duration.ofMinutes(2), VoiceRules.NONE),
          false);

  /// Messages after hours.
  ///
  /// @param longest after so long a message ends
  /// @param files where they lie, and for how long
  public record Messages(boolean taken, Duration longest, VoiceRules files) {}

  public static DoorSettings from(SettingsReader section) {
    return new DoorSettings(
        section.value("time-zone", DoorSettings::zone, ZoneOffset.UTC),
        section.flag("callback-when-full"),
        messages(section.section("messages")),
        section.flag("survey"));
  }

  private static Messages messages(SettingsReader section) {
    boolean taken = section.flag("enabled");
    return new Messages(
        taken,
        section.duration("longest", Duration.ofSeconds(10), Duration.ofMinutes(10)),
        VoiceRules.from(section, taken, Duration.ofDays(366), 10_000));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("must be a time zone such as America/Chicago", unknown);
    }
  }
}
