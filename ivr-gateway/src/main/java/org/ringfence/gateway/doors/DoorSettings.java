package org.ringfence.gateway.doors;

import java.nio.file.Path;
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

  private static final long MEGABYTE = 1024L * 1024;

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
    String folder = section.textOrEmpty("folder");
    boolean taken = section.flag("enabled");
    if (taken && folder.isEmpty()) {
      section.problem("folder", "must name a folder while messages are taken");
    }
    return new Messages(
        taken,
        section.duration("longest", Duration.ofSeconds(10), Duration.ofMinutes(10)),
        new VoiceRules(
            folder.isEmpty() ? null : Path.of(folder),
            section.duration("keep", Duration.ofHours(1), Duration.ofDays(366)),
            section.integer("most", 1, 10_000),
            section.integer("least-free-megabytes", 0, 1_000_000) * MEGABYTE));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("must be a time zone such as America/Chicago", unknown);
    }
  }
}
