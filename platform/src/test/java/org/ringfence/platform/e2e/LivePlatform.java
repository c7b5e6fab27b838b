package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.lab.FolderCopy;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.Sipp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One running platform of a test: launcher, JVM and Asterisk on ports and folders of its own.
final class LivePlatform implements AutoCloseable {

  /// The line that the shipped configuration protects.
  static final String LINE = "16515550100";

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration START_PATIENCE = Duration.ofSeconds(240);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  static final Path LAUNCHER = PROJECT.resolve("bin/ringfence");

  private final Path folder;
  private final Path config;
  private final Map<String, String> overrides;
  private final @Nullable Path prompts;
  private final int sipPort;
  private final int webPort;
  private @Nullable String cookie;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Sipp sipp;
  private volatile Process launcher;

  private LivePlatform(
      Path folder, Path config, @Nullable Path prompts, Map<String, String> changed)
      throws IOException {
    this.folder = folder;
    this.config = config;
    this.prompts = prompts;
    this.overrides = new LinkedHashMap<>();
    sipPort = FreePort.take();
    int media = FreePort.media(sipPort);
    overrides.put("asterisk.sip.port", Integer.toString(sipPort));
    overrides.put("asterisk.rtp.start", Integer.toString(media));
    overrides.put("asterisk.rtp.end", Integer.toString(media + FreePort.MEDIA_PORTS - 1));
    overrides.put("asterisk.max-calls", "200");
    overrides.put("asterisk.reserve-calls", "0");
    overrides.put("asterisk.tick-seconds", "5");
    // Tests do not wait for what a caller hears only after half a minute.
    overrides.put("gateway.line.say-again-first", "1s");
    overrides.put("gateway.line.say-again-longest", "1s");
    overrides.put("gateway.line.say-news-after", "1s");
    overrides.put("gateway.ami.port", Integer.toString(FreePort.take()));
    overrides.put("gateway.agi.port", Integer.toString(FreePort.take()));
    overrides.put("asterisk.browser.port", Integer.toString(FreePort.take()));
    overrides.put("kafka.embedded.port", Integer.toString(FreePort.take()));
    overrides.put("kafka.embedded.controller-port", Integer.toString(FreePort.take()));
    overrides.put("web.port", Integer.toString(FreePort.take()));
    // SIPp's callers are as alike as machines. On a line this busy the few of a test are nothing
    // unusual.
    overrides.put("defence.expected-attempts-per-hour", "100000");
    // A verdict that comes late lets in; on a busy machine it is waited for.
    overrides.put("gateway.screening.arrival-deadline", "1s");
    // Tests use the same few numbers again and again, which are other people each time.
    overrides.put("queue.hang-up-grace", "0s");
    overrides.putAll(changed);
    webPort = Integer.parseInt(overrides.getOrDefault("web.port", ""));
    Files.createDirectories(folder.resolve("sipp"));
    sipp = new Sipp(folder.resolve("sipp"), sipPort);
    http =
        isSecure()
            ? PlatformSettings.read(config, overrides).web().ownClient(CONNECT)
            : HttpClient.newBuilder().connectTimeout(CONNECT).build();
    launcher = launch();
  }

  /// Starts a platform and waits until it is ready.
  ///
  /// @param changed settings that differ from the shipped ones
  static LivePlatform start(Path folder, Map<String, String> changed) throws IOException {
    return start(folder, PROJECT.resolve("config"), changed);
  }

  /// The same with a configuration of its own, as [#config] makes it.
  static LivePlatform start(Path folder, Path config, Map<String, String> changed)
      throws IOException {
    return started(new LivePlatform(folder, config, null, changed));
  }

  /// The same, but it plays its prompts from that folder, which nobody shares with it.
  static LivePlatform startWithPrompts(Path folder, Path prompts) throws IOException {
    return started(new LivePlatform(folder, PROJECT.resolve("config"), prompts, Map.of()));
  }

  private static LivePlatform started(LivePlatform platform) {
    try {
      platform.awaitReady(START_PATIENCE);
    } catch (RuntimeException | AssertionError failed) {
      platform.close();
      throw new AssertionError("the platform did not start:\n" + platform.log(), failed);
    }
    return platform;
  }

  /// The shipped configuration with more at the end of two of its files.
  static Path config(Path folder, String inMain, String inAgents) throws IOException {
    Path copy = folder.resolve("config");
    FolderCopy.copy(PROJECT.resolve("config"), copy);
    Files.writeString(
        copy.resolve("ringfence.conf"), "\n" + inMain + "\n", StandardOpenOption.APPEND);
    Files.writeString(
        copy.resolve("agents.conf"), "\n" + inAgents + "\n", StandardOpenOption.APPEND);
    return copy;
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        LauncherRun.builder(dataFolder(), overrides, "up", "--config", config.toString());
    if (prompts != null) {
      builder.environment().put("RF_PROMPTS", prompts.toString());
    }
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("up.log").toFile()))
        .start();
  }

  /// Another command of the launcher, for this platform.
  LauncherRun command(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return LauncherRun.of(dataFolder(), overrides, all.toArray(String[]::new));
  }

  Path dataFolder() {
    return folder.resolve("data");
  }

  Sipp sipp() {
    return sipp;
  }

  /// Asterisk's own view, besides the platform's.
  AmiTap tap() throws IOException {
    String secret = Files.readString(dataFolder().resolve("secrets/ami")).strip();
    String port = overrides.getOrDefault("asterisk.ami-port", overrides.get("gateway.ami.port"));
    return new AmiTap(Integer.parseInt(port), secret);
  }

  int sipPort() {
    return sipPort;
  }

  URI web(String path) {
    return URI.create((isSecure() ? "https" : "http") + "://127.0.0.1:" + webPort + path);
  }

  private boolean isSecure() {
    return overrides.containsKey("web.tls.certificate");
  }

  int amiPort() {
    return Integer.parseInt(overrides.getOrDefault("gateway.ami.port", ""));
  }

  int agiPort() {
    return Integer.parseInt(overrides.getOrDefault("gateway.agi.port", ""));
  }

  String amiSecret() throws IOException {
    return Files.readString(dataFolder().resolve("secrets/ami")).strip();
  }

  /// Everything the launcher and the services said.
  String log() {
    try {
      return Files.readString(folder.resolve("up.log"), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  void awaitReady(Duration patience) {
    await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(this::isReady);
  }

  boolean isReady() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// How each part is.
  JsonNode health() {
    try {
      return json.readTree(get("/health/ready").body()).path("components");
    } catch (IOException failed) {
      throw new AssertionError("no answer about the health", failed);
    }
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(
        HttpRequest.newBuilder(web(path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + secret("web-token"))
            .build());
  }

  /// Asks as the first administrator, signed in with the password.
  HttpResponse<String> look(String path) throws IOException {
    if (cookie == null) {
      HttpResponse<String> session =
          send(
              HttpRequest.newBuilder(web("/api/v1/session"))
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "application/json")
                  .header("Origin", web("").toString())
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"name\":\"administrator\",\"password\":\""
                              + secret("administrator-password")
                              + "\"}"))
                  .build());
      cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
    return send(
        HttpRequest.newBuilder(web(path))
            .timeout(Duration.ofSeconds(5))
            .header("Cookie", cookie)
            .build());
  }

  /// Asks for something as a program of this installation does.
  HttpResponse<String> request(String path, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(web(path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + secret("web-token"))
            .header("Content-Type", "application/json")
            .header("Origin", web("").toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Asks for something as the first administrator, signed in with the password.
  HttpResponse<String> act(String path, String body) throws IOException {
    return act(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
  }

  /// Sends a file as the first administrator.
  HttpResponse<String> give(String path, String type, Path file) throws IOException {
    return act(path, type, HttpRequest.BodyPublishers.ofFile(file));
  }

  private HttpResponse<String> act(String path, String type, HttpRequest.BodyPublisher body)
      throws IOException {
    String guard = json.readTree(look("/api/v1/session").body()).path("guard").asString();
    return send(
        HttpRequest.newBuilder(web(path))
            .timeout(Duration.ofSeconds(30))
            .header("Cookie", Objects.requireNonNull(cookie))
            .header("X-Ringfence-Guard", guard)
            .header("Content-Type", type)
            .header("Origin", web("").toString())
            .POST(body)
            .build());
  }

  private String secret(String name) throws IOException {
    return Files.readString(dataFolder().resolve("secrets").resolve(name)).strip();
  }

  /// Signs a browser in as the first administrator, on the page that one is led to.
  ///
  /// @param page where the path was opened
  void signIn(Page page, String path) throws IOException {
    page.navigate(web(path).toString());
    page.getByLabel("Name").fill("administrator");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill(secret("administrator-password"));
    page.keyboard().press("Enter");
    page.waitForURL(web(path).toString());
  }

  JsonNode board() {
    try {
      return json.readTree(get("/api/v1/board").body());
    } catch (IOException failed) {
      throw new AssertionError("no board", failed);
    }
  }

  /// What the board shows: `lines`, `queues`, `agents`, `verdicts`, `totals`.
  JsonNode shown(String what) {
    return board().path("change").path(what);
  }

  /// The one queue of the shipped configuration.
  JsonNode queue() {
    return shown("queues").path(0);
  }

  JsonNode totals() {
    return shown("totals").path(0);
  }

  /// An agent as the board shows it.
  JsonNode agent(String id) {
    return StreamSupport.stream(shown("agents").spliterator(), false)
        .filter(each -> each.path("agent").asString("").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no agent " + id + " on the board"));
  }

  String agentState(String id) {
    return agent(id).path("state").asString("");
  }

  /// An agent asks for a state on the agent page.
  void setAgent(String agent, String state) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(web("/api/v1/agents/" + agent + "/state"))
              .timeout(Duration.ofSeconds(5))
              .header("Authorization", "Bearer " + secret("web-token"))
              .header("Content-Type", "application/json")
              .header("Origin", web("").toString())
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"state\":\"" + state + "\",\"reason\":\"\"}"))
              .build();
      HttpResponse<String> response = send(request);
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /// The value of a meter, or NaN when there is none; `labels` are as Prometheus writes them.
  double meter(String name, String labels) {
    try {
      return get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name) && line.contains(labels))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException failed) {
      return Double.NaN;
    }
  }

  /// Asks for something by the API, as a page does; the status of the answer.
  int post(String path, String json) throws IOException {
    return request(path, json).statusCode();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /// The secrets of the agents' phones.
  Map<String, String> phoneSecrets(Set<String> agents) throws IOException {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String agent : agents.stream().sorted().toList()) {
      secrets.put(agent, Files.readString(dataFolder().resolve("secrets/phone-" + agent)).strip());
    }
    return secrets;
  }

  /// A command on Asterisk's console.
  String asterisk(String command) {
    try {
      Process process =
          new ProcessBuilder(
                  LAUNCHER.toString(),
                  "asterisk-rx",
                  dataFolder().resolve("asterisk").toString(),
                  command)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /// All channels at this moment, by name.
  Set<String> channels() {
    return asterisk("core show channels concise")
        .lines()
        .filter(line -> line.contains("!"))
        .map(line -> line.substring(0, line.indexOf('!')))
        .collect(Collectors.toSet());
  }

  /// A variable of a channel, or "" when there is none.
  String variable(String channel, String name) {
    return asterisk("core show channel " + channel)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /// The channels of callers at this moment, by name.
  Set<String> callerChannels() {
    return asterisk("core show channels concise")
        .lines()
        .filter(line -> line.startsWith("PJSIP/trunk-"))
        .map(line -> line.substring(0, line.indexOf('!')))
        .collect(Collectors.toSet());
  }

  /// The JVM's process id, as its heartbeat says.
  long jvmPid() throws IOException {
    return Long.parseLong(Files.readString(dataFolder().resolve("heartbeat")).strip());
  }

  long asteriskPid() throws IOException {
    return Long.parseLong(
        Files.readString(dataFolder().resolve("asterisk/run/asterisk.pid")).strip());
  }

  long launcherPid() {
    return launcher.pid();
  }

  /// The whole node dies: the launcher, so that nothing is started again, the JVM and Asterisk.
  void dies() throws IOException, InterruptedException {
    long jvm = jvmPid();
    long asterisk = asteriskPid();
    signal("KILL", launcherPid());
    signal("KILL", jvm);
    signal("KILL", asterisk);
  }

  /// Starts the launcher again after it was killed.
  void relaunch() throws IOException, InterruptedException {
    launcher.waitFor();
    launcher = launch();
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(exit).isZero();
  }

  @Override
  public void close() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
        throw new AssertionError("the launcher did not stop:\n" + log());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
