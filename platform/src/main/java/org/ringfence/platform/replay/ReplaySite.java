package org.ringfence.platform.replay;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ringfence.events.PoolName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.platform.lab.FolderCopy;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.replay.ChannelTap;
import org.ringfence.simulator.replay.Sample;

/// A copy of the operator's configuration in which the plans' agents work: the same lines, queues,
/// questions and defence, on free ports of loopback.
final class ReplaySite {

  /// From where callers call: the copy's only trunk.
  static final String TRUNK_ADDRESS = "127.0.0.2";

  /// Where the agents' phones are.
  static final String PHONES_ADDRESS = "127.0.0.3";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MEDIA_FROM = 20_000;
  private static final int MEDIA_TO = 65_000;
  private static final int MEDIA_SPARE = 200;
  private static final List<Skill> LANGUAGES =
      Arrays.stream(Language.values()).map(language -> new Skill(language.code())).toList();

  /// Has the skills that the questions lead to and no planned agent has, and never signs in:
  /// without it the configuration would be refused. It speaks no language, so that callers who need
  /// such a skill go to whoever speaks theirs, as in a simulation.
  private static final String NOBODY = "nobody";

  private static final String AGENT_ID = "[a-z][a-z0-9]{0,31}";

  private final PlatformSettings original;
  private final Sample sample;
  private final double speed;
  private final Map<String, String> overrides = new LinkedHashMap<>();

  private ReplaySite(PlatformSettings original, Sample sample, double speed) {
    this.original = original;
    this.sample = sample;
    this.speed = speed;
  }

  /// A platform that is not yet started.
  ///
  /// @param settings as the copy reads them
  /// @param overrides that win over the copy's files
  record Prepared(PlatformSettings settings, Map<String, String> overrides) {}

  /// Writes the copy.
  ///
  /// @param folder for configuration and data; both are made
  /// @param set what the operator set beside the files, ports included
  static Prepared prepare(
      PlatformSettings original, Map<String, String> set, Sample sample, double speed, Path folder)
      throws IOException {
    return new ReplaySite(original, sample, speed).write(set, folder);
  }

  private Prepared write(Map<String, String> set, Path folder) throws IOException {
    checkAgents();
    Path config = folder.resolve("config");
    FolderCopy.copy(original.folder(), config);
    Files.write(config.resolve(PlatformSettings.AGENTS_FILE), agents());
    Files.writeString(
        config.resolve("asterisk/manager.conf"),
        ChannelTap.managerUser(),
        StandardOpenOption.APPEND);
    ports();
    overrides.putAll(set);
    overrides.put("data", quoted(folder.resolve("data").toString()));
    loopbackOnly();
    scaled();
    return new Prepared(PlatformSettings.read(config, overrides), overrides);
  }

  private void checkAgents() {
    List<SettingsProblem> problems = new ArrayList<>();
    for (AgentPlan agent : sample.agents()) {
      if (!agent.id().value().matches(AGENT_ID) || agent.id().value().equals(NOBODY)) {
        problems.add(
            new SettingsProblem(
                "agents.csv",
                "agent_id",
                "a replayed agent has a phone, whose name is 1 to 32 of a-z 0-9, a letter first,"
                    + " not \""
                    + agent.id()
                    + "\""));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private List<String> agents() {
    List<String> lines = new ArrayList<>();
    lines.add("agents = [");
    Set<Skill> held = new TreeSet<>();
    for (AgentPlan agent : sample.agents()) {
      Set<Skill> skills = new TreeSet<>(agent.skills());
      // An agent whose skills name no language speaks all of them.
      if (LANGUAGES.stream().noneMatch(skills::contains)) {
        skills.addAll(LANGUAGES);
      }
      held.addAll(skills);
      lines.add(agent(agent.id().value(), skills));
    }
    Set<Skill> missing = new TreeSet<>();
    original.site().agents().forEach(agent -> missing.addAll(agent.skills()));
    missing.removeAll(held);
    if (!missing.isEmpty()) {
      lines.add(agent(NOBODY, missing));
    }
    lines.add("]");
    return lines;
  }

  private String agent(String id, Set<Skill> skills) {
    PoolName pool = original.site().queue(original.site().lines().getFirst().queue()).pool();
    return "  { id = %s, name = %s, pool = %s, skills = [%s] }"
        .formatted(
            id,
            quoted(id),
            quoted(pool.value()),
            skills.stream().map(skill -> quoted(skill.value())).collect(Collectors.joining(", ")));
  }

  /// Free ports; the operator's own settings win over them.
  private void ports() throws IOException {
    overrides.put("asterisk.sip.port", Integer.toString(freeUdpPort()));
    for (String key :
        List.of(
            "gateway.ami.port",
            "gateway.agi.port",
            "asterisk.browser.port",
            "kafka.embedded.port",
            "kafka.embedded.controller-port",
            "web.port")) {
      overrides.put(key, Integer.toString(freePort()));
    }
    int media = 2 * (sample.ports() + sample.agents().size()) + MEDIA_SPARE;
    if (media > MEDIA_TO - MEDIA_FROM) {
      throw new SettingsException(
          List.of(
              new SettingsProblem(
                  "--ports", "", "so many calls need more media ports than there are")));
    }
    overrides.put("asterisk.rtp.start", Integer.toString(MEDIA_FROM));
    overrides.put("asterisk.rtp.end", Integer.toString(MEDIA_FROM + media));
  }

  /// Whatever the operator's platform is bound to: the copy never leaves this machine.
  private void loopbackOnly() {
    overrides.put("asterisk.sip.bind", quoted(LOOPBACK));
    overrides.put("asterisk.sip.trunk-addresses", "[" + quoted(TRUNK_ADDRESS) + "]");
    overrides.put("asterisk.sip.agent-networks", "[" + quoted("127.0.0.0/8") + "]");
    overrides.put("gateway.ami.host", quoted(LOOPBACK));
    overrides.put("asterisk.ami-port", overrides.getOrDefault("gateway.ami.port", ""));
    overrides.put("gateway.agi.bind-address", quoted(LOOPBACK));
    overrides.put("gateway.agi.allowed-addresses", "[" + quoted(LOOPBACK) + "]");
    overrides.put("web.address", quoted(LOOPBACK));
    overrides.put("web.tls.certificate", quoted(""));
    overrides.put("web.tls.key", quoted(""));
    overrides.put("kafka.bootstrap.servers", quoted(""));
  }

  /// The sample's size and the pace.
  private void scaled() {
    overrides.put("asterisk.max-calls", Integer.toString(sample.ports()));
    // The recorded center had none.
    overrides.put("asterisk.reserve-calls", "0");
    overrides.put("defence.ports", Integer.toString(sample.ports()));
    double wrap = sample.agents().stream().mapToDouble(AgentPlan::wrapSeconds).max().orElse(0);
    overrides.put("queue.wrap-up", millis(wrap / speed));
    double rate = original.defence().thresholds().expectedAttemptsPerHour();
    if (speed != 1 || sample.share() != 1) {
      overrides.put(
          "defence.expected-attempts-per-hour",
          String.format(Locale.ROOT, "%.3f", rate * sample.share() * speed));
    }
  }

  private static String millis(double seconds) {
    return Math.round(seconds * 1_000) + "ms";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdpPort() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DatagramSocket socket = new DatagramSocket(any)) {
      return socket.getLocalPort();
    }
  }
}
