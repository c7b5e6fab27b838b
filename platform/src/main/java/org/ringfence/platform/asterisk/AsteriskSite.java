package org.ringfence.platform.asterisk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.ringfence.site.AgentNames;

/// Everything that differs between one installation of our Asterisk and the next.
///
/// Values end up in configuration files whose syntax knows `;`, `,`, brackets and line ends, so
/// each of them is held to a narrow alphabet here. All problems are reported at once.
///
/// @param directory folder of this Asterisk; configuration goes to `etc` below it, the pid to
///   `run/asterisk.pid`
/// @param systemName first part of every unique id; different on each machine
/// @param sipBind address on which SIP is heard
/// @param sipPort UDP port of SIP
/// @param amiBind address on which AMI is heard; clients are accepted from this address only, or
///   from loopback
/// @param amiPort TCP port of AMI
/// @param agiHost where the gateway's FastAGI server is
/// @param agiPort its TCP port
/// @param rtpStart first UDP port for media
/// @param rtpEnd last UDP port for media
/// @param trunkAddresses the carrier's addresses or networks (CIDR); who comes from there needs no
///   password
/// @param agentNetworks networks (CIDR) from which agents' phones may register; all others are
///   dropped unanswered
/// @param browsers the agents' phones in browsers
/// @param agents the agents' phones
/// @param amiUser name of the gateway's AMI user
/// @param amiSecret its secret
/// @param maxCalls trunk calls that are answered at the same time; callers beyond it hear "busy"
/// @param reservedCalls so many more are answered for a moment, to be told that all lines are busy
/// @param tickSeconds music between two announcements to a waiting caller
/// @param safetyLoops ticks without a heart before a caller goes to the safety queue
/// @param trunkRtpTimeoutSeconds media silence after which a trunk call counts as gone
public record AsteriskSite(
    Path directory,
    String systemName,
    String sipBind,
    int sipPort,
    String amiBind,
    int amiPort,
    String agiHost,
    int agiPort,
    int rtpStart,
    int rtpEnd,
    List<String> trunkAddresses,
    List<String> agentNetworks,
    BrowserAccess browsers,
    List<AgentPhone> agents,
    String amiUser,
    String amiSecret,
    int maxCalls,
    int reservedCalls,
    int tickSeconds,
    int safetyLoops,
    int trunkRtpTimeoutSeconds) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{16,64}");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._/-]+");

  /// Channels kept free beside the trunk's calls, so that agents can be rung while the trunk is
  /// full.
  private static final int RESERVE = 100;

  public AsteriskSite {
    trunkAddresses = List.copyOf(trunkAddresses);
    agentNetworks = List.copyOf(agentNetworks);
    agents = List.copyOf(agents);
    var problems = new ArrayList<String>();
    check(problems, directory.isAbsolute(), "the folder must be absolute: " + directory);
    check(
        problems,
        matches(PATH, directory.toString()),
        "a folder with odd characters: " + directory);
    check(
        problems, matches(NAME, systemName), "system name must match " + NAME + ": " + systemName);
    for (var address : List.of(sipBind, amiBind, agiHost)) {
      check(problems, isAddress(address, false), "not an IPv4 address: " + address);
    }
    for (int port : new int[] {sipPort, amiPort, agiPort, browsers.port(), rtpStart, rtpEnd}) {
      check(problems, port >= 1024 && port <= 65535, "not a port from 1024 to 65535: " + port);
    }
    check(problems, amiPort != agiPort, "AMI and AGI cannot share port " + amiPort);
    check(problems, maxCalls > 0, "at least one call must be allowed");
    check(problems, reservedCalls >= 0, "calls in reserve cannot be fewer than none");
    int trunkCalls = maxCalls + reservedCalls;
    int pairsNeeded = trunkCalls + agents.size();
    check(
        problems,
        (rtpEnd - rtpStart + 1) / 2 >= pairsNeeded,
        "%d calls and %d agents need %d media ports, but %d-%d has %d"
            .formatted(
                trunkCalls,
                agents.size(),
                2 * pairsNeeded,
                rtpStart,
                rtpEnd,
                rtpEnd - rtpStart + 1));
    check(problems, !trunkAddresses.isEmpty(), "at least one trunk address is needed");
    for (var list : List.of(trunkAddresses, agentNetworks)) {
      for (var address : list) {
        check(problems, isAddress(address, true), "not an IPv4 address or network: " + address);
      }
    }
    String media = browsers.mediaAddress();
    check(
        problems,
        media.isEmpty() || isAddress(media, false),
        "asterisk.browser.media-address is not an IPv4 address: " + media);
    for (var trunk : trunkAddresses) {
      check(
          problems,
          !isAddress(trunk, true) || !covers(trunk, BrowserAccess.SOURCE),
          "the trunk's addresses must not cover %s, from where browsers' phones come: %s"
              .formatted(BrowserAccess.SOURCE, trunk));
    }
    checkAgents(problems, agents);
    check(
        problems,
        matches(NAME, amiUser) && !AgentNames.isReserved(amiUser),
        "AMI user: " + amiUser);
    check(problems, matches(SECRET, amiSecret), "the AMI secret must match " + SECRET);
    check(
        problems, tickSeconds >= 1 && tickSeconds <= 600, "tick seconds 1 to 600: " + tickSeconds);
    check(problems, safetyLoops >= 1 && safetyLoops <= 1000, "safety loops 1 to 1000");
    check(problems, trunkRtpTimeoutSeconds >= 5, "trunk RTP time-out of at least 5 seconds");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /// One agent's phone: `id` is the SIP user, the endpoint (`PJSIP/<id>`) and the member of the
  /// safety queue.
  public record AgentPhone(String id, String name, String secret) {
    @Override
    public String toString() {
      return "AgentPhone[" + id + "]";
    }
  }

  /// How phones in browsers come to this Asterisk.
  ///
  /// @param port of the WebSocket on 127.0.0.1
  /// @param mediaAddress the IPv4 address at which browsers find the media ports; empty for this
  ///   machine's own
  /// @param ownAddresses this machine's IPv4 addresses, without loopback
  public record BrowserAccess(int port, String mediaAddress, List<String> ownAddresses) {

    /// The address from which our web connects for the browsers. It is one of loopback that nothing
    /// else uses, so that nobody who comes through the web is ever taken for the trunk.
    public static final String SOURCE = "127.0.0.88";

    public BrowserAccess {
      ownAddresses = List.copyOf(ownAddresses);
    }
  }

  /// Asterisk's own bound on calls: the trunk's, two legs for each agent, and a reserve.
  int asteriskCallsMax() {
    return maxCalls + reservedCalls + 2 * agents.size() + RESERVE;
  }

  @Override
  public String toString() {
    return "AsteriskSite[" + systemName + " in " + directory + "]";
  }

  private static void checkAgents(List<String> problems, List<AgentPhone> agents) {
    var seen = new HashSet<String>();
    for (var agent : agents) {
      check(problems, matches(NAME, agent.id()), "agent id must match " + NAME + ": " + agent.id());
      check(problems, !AgentNames.isReserved(agent.id()), "agent id is reserved: " + agent.id());
      check(problems, seen.add(agent.id()), "agent id twice: " + agent.id());
      check(
          problems,
          AgentNames.problemOfName(agent.name()).isEmpty(),
          "agent name with odd characters: " + agent.id());
      check(
          problems, matches(SECRET, agent.secret()), agent.id() + ": secret must match " + SECRET);
    }
  }

  private static void check(List<String> problems, boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }

  private static boolean covers(String network, String address) {
    String[] parts = network.split("/", 2);
    int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : 32;
    long mask = prefix == 0 ? 0 : -1L << (32 - prefix);
    return (number(parts[0]) & mask) == (number(address) & mask);
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.", 4)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  private static boolean isAddress(String text, boolean networkAllowed) {
    var matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    for (int part = 1; part <= 4; part++) {
      if (Integer.parseInt(matcher.group(part)) > 255) {
        return false;
      }
    }
    String prefix = matcher.group(5);
    return prefix == null || (networkAllowed && Integer.parseInt(prefix) <= 32);
  }
}
