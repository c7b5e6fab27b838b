package org.ringfence.desktop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.ringfence.desktop.accounts.AccountSettings;
import org.ringfence.desktop.oidc.OidcSettings;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.settings.SettingsReader;

/// How the web is served.
///
/// @param address the address that is listened on; another than loopback only with TLS
/// @param port the port; 0 lets the system choose one
/// @param timeZone where the site's days begin
/// @param history how far back the board reads the bus when it starts
/// @param maxLivePages pages that may watch at the same time
/// @param hosts the names that browsers may call us by, besides those of loopback
/// @param tls none: plain HTTP
/// @param oidc none: names and passwords only
/// @param outgoing what leaves the platform for others
public record DesktopSettings(
    String address,
    int port,
    ZoneId timeZone,
    Duration history,
    int maxLivePages,
    List<String> hosts,
    TlsFiles tls,
    AccountSettings sessions,
    OidcSettings oidc,
    OutgoingSettings outgoing,
    PhoneSettings phone) {

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252})|\\[[0-9a-f:]{2,45}]");

  /// A web where people sign in by name and password only, and from which nothing leaves.
  public DesktopSettings(
      String address,
      int port,
      ZoneId timeZone,
      Duration history,
      int maxLivePages,
      List<String> hosts,
      TlsFiles tls,
      AccountSettings sessions,
      PhoneSettings phone) {
    this(
        address,
        port,
        timeZone,
        history,
        maxLivePages,
        hosts,
        tls,
        sessions,
        OidcSettings.NONE,
        OutgoingSettings.NONE,
        phone);
  }

  /// @throws IllegalArgumentException for an address that others reach, without TLS
  public DesktopSettings {
    hosts = List.copyOf(hosts);
    requireSafe(address, tls);
  }

  /// Reads the section `web`; problems are noted there.
  public static DesktopSettings from(SettingsReader section) {
    TlsFiles tls = tls(section.section("tls"));
    return new DesktopSettings(
        section.value("address", address -> requireSafe(address, tls), "127.0.0.1"),
        section.integer("port", 0, 65_535),
        section.value("time-zone", DesktopSettings::zone, ZoneId.of("UTC")),
        section.duration("history", Duration.ofMinutes(1), Duration.ofDays(2)),
        section.integer("max-live-pages", 1, 5_000),
        hosts(section),
        tls,
        AccountSettings.from(section.section("sessions")),
        OidcSettings.from(section.section("oidc")),
        OutgoingSettings.from(section),
        PhoneSettings.from(section));
  }

  /// Where a browser on this machine finds it.
  public String url() {
    String reached =
        switch (address) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> address;
        };
    String host = reached.contains(":") ? "[" + reached + "]" : reached;
    return (tls.areGiven() ? "https://" : "http://") + host + ":" + port + "/";
  }

  /// A client for our own programs, which trusts the certificate of `tls` and no other.
  ///
  /// @throws IOException when the certificate cannot be read
  public HttpClient ownClient(Duration connectTimeout) throws IOException {
    return PinnedCertificate.client(tls, connectTimeout);
  }

  private static TlsFiles tls(SettingsReader section) {
    String certificate = section.textOrEmpty("certificate");
    String key = section.textOrEmpty("key");
    if (certificate.isEmpty() != key.isEmpty()) {
      section.problem(
          certificate.isEmpty() ? "certificate" : "key",
          "is missing: certificate and key belong together");
      return TlsFiles.NONE;
    }
    return new TlsFiles(certificate, key);
  }

  private static List<String> hosts(SettingsReader section) {
    List<String> hosts = section.texts("hosts");
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        section.problem(
            "hosts",
            "\""
                + host
                + "\" must be a name or an address in lower case without a port, such as"
                + " desk.example.org");
        return List.of();
      }
    }
    return hosts;
  }

  private static String requireSafe(String address, TlsFiles tls) {
    // Only literals: a name could mean something else tomorrow.
    boolean literal = address.matches("[0-9.]+") || address.matches("[0-9a-fA-F:]+");
    try {
      if (literal && (tls.areGiven() || InetAddress.getByName(address).isLoopbackAddress())) {
        return address;
      }
    } catch (UnknownHostException notAnAddress) {
      // Told below.
    }
    throw new IllegalArgumentException(
        literal
            ? "must be a loopback address such as 127.0.0.1, not \""
                + address
                + "\", as long as web.tls names no certificate: passwords and callers would cross the"
                + " network in clear; set web.tls.certificate and web.tls.key, or use an SSH tunnel"
            : "must be an IP address such as 127.0.0.1, or 0.0.0.0 for all");
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("must be a time zone such as America/Chicago", unknown);
    }
  }
}
