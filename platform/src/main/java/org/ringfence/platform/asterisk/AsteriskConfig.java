package org.ringfence.platform.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.ringfence.platform.asterisk.AsteriskSite.AgentPhone;
import org.ringfence.platform.asterisk.AsteriskSite.BrowserAccess;

/// Asterisk's configuration, filled in from the templates in `config/asterisk`.
///
/// A template is an ordinary Asterisk file with two additions: `@{name}` stands for a setting, and
/// the lines between `;@each agent` (or `trunk`, `network`) and `;@end` are repeated for each of
/// them. A name that no setting has stops the start-up, and so does a setting that no template
/// uses: an edited file that silently lost its password line is worse than one that does not start.
public final class AsteriskConfig {

  private static final List<String> FOLDERS =
      List.of(
          "etc",
          "run",
          "log",
          "spool",
          "spool/ear",
          "spool/messages",
          "spool/talks",
          "db",
          "data",
          "data/sounds",
          "data/moh",
          "data/agi-bin");

  /// The phones, and the safety queue's members.
  private static final Set<String> AGENT_FILES = Set.of("pjsip.conf", "queues.conf");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, List<Map<String, String>>> lists = new LinkedHashMap<>();
  private final Path directory;

  private AsteriskConfig(AsteriskSite site) {
    directory = site.directory();
    settings.put("dir", site.directory().toString());
    settings.put("system.name", site.systemName());
    settings.put("sip.bind", site.sipBind());
    settings.put("sip.port", Integer.toString(site.sipPort()));
    settings.put("ami.bind", site.amiBind());
    settings.put("ami.permit", site.amiBind() + "/32");
    settings.put("ami.port", Integer.toString(site.amiPort()));
    settings.put("ami.user", site.amiUser());
    settings.put("ami.secret", site.amiSecret());
    settings.put("agi.host", site.agiHost());
    settings.put("agi.port", Integer.toString(site.agiPort()));
    settings.put("rtp.start", Integer.toString(site.rtpStart()));
    settings.put("rtp.end", Integer.toString(site.rtpEnd()));
    settings.put("calls.max", Integer.toString(site.maxCalls()));
    settings.put("calls.reserve", Integer.toString(site.reservedCalls()));
    settings.put("asterisk.calls.max", Integer.toString(site.asteriskCallsMax()));
    settings.put("tick.seconds", Integer.toString(site.tickSeconds()));
    settings.put("safety.loops", Integer.toString(site.safetyLoops()));
    settings.put("trunk.rtp.timeout", Integer.toString(site.trunkRtpTimeoutSeconds()));
    settings.put("browser.port", Integer.toString(site.browsers().port()));
    settings.put("browser.source", BrowserAccess.SOURCE);
    lists.put("candidate", candidates(site.browsers()));
    lists.put("trunk", each(site.trunkAddresses(), a -> Map.of("trunk.address", a)));
    lists.put("network", each(site.agentNetworks(), a -> Map.of("network", a)));
    lists.put("agent", each(site.agents(), AsteriskConfig::agent));
  }

  /// Fills in every `*.conf` of `templates` and writes it below the site's folder, readable by the
  /// owner only. Files of an earlier start that have no template any more are removed.
  ///
  /// @throws IllegalArgumentException naming every unknown and every unused placeholder
  public static void write(Path templates, AsteriskSite site) throws IOException {
    var config = new AsteriskConfig(site);
    Map<String, String> files = config.render(readTemplates(templates));
    config.writeAll(files);
  }

  /// Writes those of the files alone in which agents stand, for an Asterisk that runs.
  ///
  /// @return whether one of them is another than before
  /// @throws IllegalArgumentException as [#write]
  public static boolean writeAgents(Path templates, AsteriskSite site) throws IOException {
    var config = new AsteriskConfig(site);
    Map<String, String> files = config.render(readTemplates(templates));
    files.keySet().retainAll(AGENT_FILES);
    Path etc = config.directory.resolve("etc");
    boolean changed = false;
    for (var file : files.entrySet()) {
      Path at = etc.resolve(file.getKey());
      if (!Files.exists(at) || !Files.readString(at).equals(file.getValue())) {
        writeOne(etc, file.getKey(), file.getValue());
        changed = true;
      }
    }
    return changed;
  }

  private static Map<String, List<String>> readTemplates(Path templates) throws IOException {
    var read = new LinkedHashMap<String, List<String>>();
    try (var entries = Files.newDirectoryStream(templates, "*.conf")) {
      for (Path entry : entries) {
        read.put(String.valueOf(entry.getFileName()), Files.readAllLines(entry));
      }
    }
    if (!read.containsKey("asterisk.conf")) {
      throw new IllegalArgumentException("no asterisk.conf in " + templates);
    }
    return read;
  }

  private Map<String, String> render(Map<String, List<String>> templates) {
    var problems = new ArrayList<String>();
    var used = new HashSet<String>();
    var files = new LinkedHashMap<String, String>();
    templates.forEach((name, lines) ->
        files.put(name, new TemplateText(name, lines, settings, lists, problems, used).text()));
    for (var name : unused(used)) {
      problems.add("@{" + name + "} is used in no file: a line that needs it is missing");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return files;
  }

  /// A list without entries uses none of its names, so the list's own name stands for all of them.
  private Set<String> unused(Set<String> used) {
    var unused = new TreeSet<>(settings.keySet());
    unused.addAll(lists.keySet());
    lists.values().forEach(entries -> entries.forEach(entry -> unused.addAll(entry.keySet())));
    unused.removeAll(used);
    return unused;
  }

  private void writeAll(Map<String, String> files) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, ownerOnly);
    for (var folder : FOLDERS) {
      Path path = Files.createDirectories(directory.resolve(folder));
      Files.setPosixFilePermissions(path, ownerOnly);
    }
    Path etc = directory.resolve("etc");
    for (var file : files.entrySet()) {
      writeOne(etc, file.getKey(), file.getValue());
    }
    removeOthers(etc, files.keySet());
  }

  private static void writeOne(Path etc, String name, String text) throws IOException {
    Path fresh = etc.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, etc.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeOthers(Path etc, Set<String> keep) throws IOException {
    try (var entries = Files.newDirectoryStream(etc)) {
      for (Path entry : entries) {
        if (!keep.contains(String.valueOf(entry.getFileName()))) {
          Files.delete(entry);
        }
      }
    }
  }

  /// Every address that ICE would find is shown as the other one, when there is one.
  private static List<Map<String, String>> candidates(BrowserAccess browsers) {
    return browsers.mediaAddress().isEmpty()
        ? List.of()
        : each(
            browsers.ownAddresses(),
            own -> Map.of("candidate.own", own, "candidate.shown", browsers.mediaAddress()));
  }

  private static Map<String, String> agent(AgentPhone agent) {
    return Map.of(
        "agent.id", agent.id(), "agent.name", agent.name(), "agent.secret", agent.secret());
  }

  private static <T> List<Map<String, String>> each(
      List<T> things, Function<T, Map<String, String>> names) {
    return things.stream().map(names).toList();
  }
}
