package org.ringfence.desktop;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.ringfence.settings.SettingsReader;

/// How the web is served.
///
/// @param address the loopback address that is listened on
/// @param port the port; 0 lets the system choose one
/// @param timeZone where the site's days begin
/// @param history how far back the board reads the bus when it starts
/// @param maxLivePages pages that may watch at the same time
public record DesktopSettings(
    String address, int port, ZoneId timeZone, Duration history, int maxLivePages) {

  /// @throws IllegalArgumentException for an address that is not loopback
  public DesktopSettings {
    requireLoopback(address);
  }

  /// Reads the section `web`; problems are noted there.
  public static DesktopSettings from(SettingsReader section) {
    return new DesktopSettings(
        section.value("address", DesktopSettings::requireLoopback, "127.0.0.1"),
        section.integer("port", 0, 65_535),
        section.value("time-zone", DesktopSettings::zone, ZoneId.of("UTC")),
        section.duration("history", Duration.ofMinutes(1), Duration.ofDays(2)),
        section.integer("max-live-pages", 1, 5_000));
  }

  private static String requireLoopback(String address) {
    // Only literals: a name could mean something else tomorrow.
    boolean literal = address.matches("[0-9.]+") || address.matches("[0-9a-fA-F:]+");
    try {
      if (literal && InetAddress.getByName(address).isLoopbackAddress()) {
        return address;
      }
    } catch (UnknownHostException notAnAddress) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "must be a loopback address such as 127.0.0.1, not \""
            + address
            + "\": the pages have no sign-in, so whoever reaches them could direct agents; from"
            + " another machine use an SSH tunnel");
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("must be a time zone such as America/Chicago", unknown);
    }
  }
}
