package org.ringfence.platform.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringfence.desktop.DesktopSettings;
import org.ringfence.desktop.history.HistorySettings;
import org.ringfence.desktop.phones.NodeAddress;
import org.ringfence.detector.DetectorSettings;
import org.ringfence.gateway.GatewaySettings;
import org.ringfence.queue.QueueSettings;
import org.ringfence.queue.RoutingSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.settings.SettingsReader;
import org.ringfence.site.Site;

/// Everything an operator set, checked as a whole.
///
/// @param folder where the files are
/// @param node this machine's name: the first part of every call id, different on each Asterisk
/// @param data where everything that must survive is kept
public record PlatformSettings(
    Path folder,
    String node,
    Path data,
    BusSettings bus,
    AsteriskSettings asterisk,
    Site site,
    GatewaySettings gateway,
    QueueSettings queue,
    RoutingSettings routing,
    DetectorSettings defence,
    DesktopSettings web,
    HistorySettings history) {

  public static final String MAIN_FILE = "ringfence.conf";
  public static final String AGENTS_FILE = "agents.conf";

  /// Reads `ringfence.conf` and `agents.conf`.
  ///
  /// @throws SettingsException with every problem of both files
  public static PlatformSettings read(Path folder, Map<String, String> overrides) {
    List<SettingsProblem> problems = new ArrayList<>();
    PlatformSettings settings = read(folder, overrides, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  /// The same for whoever checks more: harmless values stand in for what is wrong.
  ///
  /// @param problems where what is wrong is added
  /// @throws SettingsException when a file cannot be read at all
  public static PlatformSettings read(
      Path folder, Map<String, String> overrides, List<SettingsProblem> problems) {
    SettingsReader main = SettingsReader.of(folder.resolve(MAIN_FILE), overrides);
    SettingsReader agents = SettingsReader.of(folder.resolve(AGENTS_FILE), Map.of());
    // Written once at the top for the operator; the gateway's section refers to it.
    main.value("prompts", PlatformSettings::absolute, Path.of("/"));
    Site site = Site.from(main, agents);
    PlatformSettings settings =
        new PlatformSettings(
            folder,
            main.value("node", PlatformSettings::nodeName, "node"),
            main.value("data", PlatformSettings::absolute, Path.of("/")),
            BusSettings.from(main.section("kafka")),
            AsteriskSettings.from(main.section("asterisk")),
            site,
            GatewaySettings.from(main.section("gateway")),
            QueueSettings.from(main.section("queue")),
            RoutingSettings.from(main, site),
            DetectorSettings.from(main.section("defence")),
            DesktopSettings.from(main.section("web")),
            HistorySettings.from(main.section("history")));
    requirePublishedQueues(main, settings);
    requireOwnNode(main, settings);
    finishAll(problems, main, agents);
    return settings;
  }

  /// The folder of our Asterisk: configuration, logs, its database.
  public Path asteriskFolder() {
    return data.resolve("asterisk");
  }

  /// Written each second; the launcher watches it.
  public Path heartbeatFile() {
    return data.resolve("heartbeat");
  }

  public Path secretsFolder() {
    return data.resolve("secrets");
  }

  private static void finishAll(List<SettingsProblem> problems, SettingsReader... files) {
    for (SettingsReader file : files) {
      try {
        file.finish();
      } catch (SettingsException wrong) {
        problems.addAll(wrong.problems());
      }
    }
  }

  private static void requirePublishedQueues(SettingsReader main, PlatformSettings settings) {
    List<String> queues =
        settings.site().queues().stream().map(queue -> queue.name().value()).toList();
    for (String published : settings.web().outgoing().publicWait().titles().keySet()) {
      if (!queues.contains(published)) {
        main.section("web")
            .section("public-wait")
            .section("queues")
            .problem(published, "there is no such queue; queues are " + queues);
      }
    }
  }

  /// One list for all nodes: this one must be on it, or it would take itself for another.
  private static void requireOwnNode(SettingsReader main, PlatformSettings settings) {
    List<String> nodes = settings.web().phone().nodes().stream().map(NodeAddress::node).toList();
    if (!nodes.isEmpty() && !nodes.contains(settings.node())) {
      main.section("web")
          .section("phone")
          .problem("nodes", "must name this node, " + settings.node() + ", too; it names " + nodes);
    }
  }

  private static String nodeName(String text) {
    if (!text.matches("[a-z][a-z0-9]{0,15}")) {
      throw new IllegalArgumentException("must be 1 to 16 of a-z 0-9, a letter first");
    }
    return text;
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("must be an absolute path");
    }
    return path.normalize();
  }
}
