package org.ringfence.platform.settings;

import java.util.List;
import org.ringfence.settings.SettingsReader;

/// How our Asterisk is set up; the gateway's own section says how it is reached.
///
/// @param sipBind address of SIP
/// @param rtpStart first UDP port of media
/// @param trunkAddresses the carrier's addresses or networks
/// @param agentNetworks from where agents' phones may register
/// @param browserPort the port of the WebSocket of phones in browsers, on loopback
/// @param browserMedia the address at which browsers find the media ports; empty for this machine's
/// @param maxCalls trunk ports for callers who are let in
/// @param reservedCalls ports beyond them, for telling callers that all lines are busy
/// @param tickSeconds music between two announcements
/// @param safetyLoops ticks without a heart before the safety queue takes the caller
/// @param trunkRtpTimeoutSeconds silence of the media after which a trunk call counts as gone
/// @param amiPort where Asterisk itself hears AMI; the gateway may come there through a tunnel
public record AsteriskSettings(
    String sipBind,
    int sipPort,
    int rtpStart,
    int rtpEnd,
    List<String> trunkAddresses,
    List<String> agentNetworks,
    int browserPort,
    String browserMedia,
    int maxCalls,
    int reservedCalls,
    int tickSeconds,
    int safetyLoops,
    int trunkRtpTimeoutSeconds,
    int amiPort) {

  public AsteriskSettings {
    trunkAddresses = List.copyOf(trunkAddresses);
    agentNetworks = List.copyOf(agentNetworks);
  }

  static AsteriskSettings from(SettingsReader section) {
    SettingsReader sip = section.section("sip");
    SettingsReader rtp = section.section("rtp");
    SettingsReader browser = section.section("browser");
    return new AsteriskSettings(
        sip.text("bind"),
        sip.integer("port", 1_024, 65_535),
        rtp.integer("start", 1_024, 65_535),
        rtp.integer("end", 1_024, 65_535),
        sip.texts("trunk-addresses"),
        sip.texts("agent-networks"),
        browser.integer("port", 1_024, 65_535),
        browser.textOrEmpty("media-address"),
        section.integer("max-calls", 1, 100_000),
        section.integer("reserve-calls", 0, 10_000),
        section.integer("tick-seconds", 1, 600),
        section.integer("safety-loops", 1, 1_000),
        rtp.integer("trunk-timeout-seconds", 5, 86_400),
        section.integer("ami-port", 1_024, 65_535));
  }
}
