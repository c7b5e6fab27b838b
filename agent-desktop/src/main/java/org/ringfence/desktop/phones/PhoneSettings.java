package org.ringfence.desktop.phones;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// How agents' phones in browsers are set up.
///
/// @param secretLife how long a secret holds
/// @param library the folder of the library that speaks SIP; null where it was not fetched
/// @param iceServers STUN and TURN servers
/// @param dispositions what agents can call the end of a talk
/// @param nodes where the pages of all nodes are, this one's among them; empty where there is one
///   node, and where the browser is a phone of its page's node alone
public record PhoneSettings(
    Duration secretLife,
    @Nullable Path library,
    List<IceSource> iceServers,
    List<String> dispositions,
    List<NodeAddress> nodes) {

  /// No library, no servers, no words.
  public static final PhoneSettings NONE =
      new PhoneSettings(Duration.ofHours(1), null, List.of(), List.of());

  private static final int MAX_DISPOSITIONS = 40;
  private static final Pattern DISPOSITION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final URI HARMLESS = URI.create("http://127.0.0.1");
  private static final Pattern URL =
      Pattern.compile(
          "(stun|stuns|turn|turns):[A-Za-z0-9.\\[\\]:-]{1,255}(\\?transport=(udp|tcp))?");

  public PhoneSettings {
    iceServers = List.copyOf(iceServers);
    dispositions = List.copyOf(dispositions);
    nodes = List.copyOf(nodes);
  }

  /// Of one node.
  public PhoneSettings(
      Duration secretLife,
      @Nullable Path library,
      List<IceSource> iceServers,
      List<String> dispositions) {
    this(secretLife, library, iceServers, dispositions, List.of());
  }

  /// Reads the section `web`; problems are noted there.
  public static PhoneSettings from(SettingsReader web) {
    SettingsReader section = web.section("phone");
    String library = section.textOrEmpty("library");
    List<IceSource> servers = new ArrayList<>();
    for (SettingsReader server : section.sections("ice-servers")) {
      servers.add(server(server));
    }
    return new PhoneSettings(
        section.duration("secret-life", Duration.ofMinutes(5), Duration.ofHours(24)),
        library.isEmpty() ? null : Path.of(library),
        servers,
        dispositions(web),
        nodes(section));
  }

  /// They need not be written: most have one node.
  private static List<NodeAddress> nodes(SettingsReader section) {
    List<NodeAddress> nodes = new ArrayList<>();
    if (section.has("nodes")) {
      for (SettingsReader node : section.sections("nodes")) {
        String name = node.text("node");
        nodes.add(
            node.value(
                "address", text -> NodeAddress.of(name, text), new NodeAddress(name, HARMLESS)));
      }
      if (nodes.stream().map(NodeAddress::node).distinct().count() < nodes.size()) {
        section.problem("nodes", "must name each node once");
      }
    }
    return nodes;
  }

  private static IceSource server(SettingsReader section) {
    List<String> urls = section.texts("urls");
    if (urls.isEmpty() || !urls.stream().allMatch(url -> URL.matcher(url).matches())) {
      section.problem("urls", "must hold URLs such as \"turn:turn.example.org:3478\"");
    }
    if (section.has("shared-secret-file")) {
      String secret = secret(section, "shared-secret-file");
      if (section.has("user") || section.has("secret-file")) {
        section.problem(
            "shared-secret-file", "stands alone: pages get a name and a password of their own");
      }
      return new IceSource.SharedTurn(urls, secret);
    }
    if (!section.has("user") && !section.has("secret-file")) {
      return new IceSource.Stun(urls);
    }
    return new IceSource.Turn(urls, section.text("user"), secret(section, "secret-file"));
  }

  private static String secret(SettingsReader section, String key) {
    String file = section.text(key);
    if (file.isEmpty()) {
      return "";
    }
    try {
      String secret = Files.readString(Path.of(file)).strip();
      if (secret.isEmpty()) {
        section.problem(key, "is empty: " + file);
      }
      return secret;
    } catch (IOException unreadable) {
      section.problem(key, "cannot be read: " + file);
      return "";
    }
  }

  private static List<String> dispositions(SettingsReader web) {
    List<String> words = web.texts("dispositions");
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      if (!DISPOSITION.matcher(word).matches() || !seen.add(word)) {
        web.problem(
            "dispositions",
            "\"" + word + "\" must be 1 to 32 of a-z 0-9 and -, and stand there once");
        return List.of();
      }
    }
    if (words.size() > MAX_DISPOSITIONS) {
      web.problem("dispositions", "must be " + MAX_DISPOSITIONS + " words at most");
    }
    return words;
  }
}
