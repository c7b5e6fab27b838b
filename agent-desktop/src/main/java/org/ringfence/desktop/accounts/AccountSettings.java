package org.ringfence.desktop.accounts;

import java.time.Duration;
import org.ringfence.settings.SettingsReader;

/// How long sessions last.
///
/// @param idle a session that is not used for so long ends; an open live page is use
/// @param longest a session ends after so long in any case
public record AccountSettings(Duration idle, Duration longest) {

  /// Reads the section `web.sessions`; problems are noted there.
  public static AccountSettings from(SettingsReader section) {
    return new AccountSettings(
        section.duration("idle", Duration.ofMinutes(1), Duration.ofHours(24)),
        section.duration("longest", Duration.ofMinutes(5), Duration.ofDays(7)));
  }
}
