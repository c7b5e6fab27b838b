package org.ringfence.desktop;

import static org.ringfence.desktop.Examples.NOON;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.history.History;
import org.ringfence.events.Topic;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;

/// A web that runs on a free port, spoken to by hand so that any header can be sent.
final class RunningDesktop implements AutoCloseable {

  final InMemoryBus bus = new InMemoryBus();
  final FakePromptsDesk prompts = new FakePromptsDesk();
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Socket> sockets = new ArrayList<>();
  volatile Instant now = NOON;
  volatile ComponentHealth asterisk = ComponentHealth.up("asterisk", "It answers.");

  /// What is said about access.
  final InMemoryBus trail = new InMemoryBus();

  final TestAccounts people = new TestAccounts(trail, () -> now);
  private Role as = Role.ADMINISTRATOR;

  /// The site of the web that was made last.
  SiteBook site = new SiteBook(Examples.SITE);

  private final History history;
  private final KeptSound sound;
  private final Desktop desktop;

  RunningDesktop() {
    history = History.none(Examples.SITE, () -> now);
    sound = KeptSound.none();
    desktop = desktop(Examples.settings());
  }

  RunningDesktop(History history) {
    this(history, KeptSound.none());
  }

  RunningDesktop(History history, KeptSound sound) {
    this.history = history;
    this.sound = sound;
    desktop = desktop(Examples.settings());
  }

  RunningDesktop(DesktopSettings settings, Site site) {
    this(settings, site, History.none(site, () -> Examples.NOON));
  }

  RunningDesktop(DesktopSettings settings, Site site, History history) {
    this.history = history;
    this.sound = KeptSound.none();
    desktop = desktop(settings, site);
  }

  Desktop desktop(DesktopSettings settings) {
    return desktop(settings, Examples.SITE);
  }

  private Desktop desktop(DesktopSettings settings, Site site) {
    this.site = new SiteBook(site);
    return new Desktop(
        settings,
        this.site,
        people.accounts,
        bus,
        bus,
        history,
        null,
        prompts,
        sound,
        null,
        meters,
        List.of(() -> asterisk),
        () -> now);
  }

  void start() throws IOException {
    desktop.start();
    bus.read("prompts", Set.of(Topic.SITE), Duration.ZERO, prompts);
  }

  /// Asks with the token of this role from now on.
  void as(Role role) {
    as = role;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    desktop.close();
  }

  /// Speaks HTTP/1.0, so that no chunk sizes stand between the lines of a stream.
  Socket send(String method, String path, String headers, String body) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(8_192);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), desktop.port()));
    String host = headers.contains("Host:") ? "" : "Host: localhost:" + desktop.port() + "\r\n";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String length = method.equals("POST") ? "Content-Length: " + bytes.length + "\r\n" : "";
    String who =
        headers.contains("Authorization:") || headers.contains("Cookie:")
            ? ""
            : "Authorization: Bearer " + people.token(as) + "\r\n";
    String head = method + " " + path + " HTTP/1.0\r\n" + host + who + headers + length + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(bytes);
    return socket;
  }

  String ask(String method, String path, String headers, String body) throws IOException {
    try (Socket socket = send(method, path, headers + "Connection: close\r\n", body);
        InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  int port() {
    return desktop.port();
  }

  String get(String path) throws IOException {
    return ask("GET", path, "", "");
  }

  String post(String json) throws IOException {
    return post("/api/v1/agents/ana/state", json);
  }

  String post(String path, String json) throws IOException {
    return ask("POST", path, "Content-Type: application/json\r\n", json);
  }

  BufferedReader watch(String path, String headers) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            send("GET", path, headers, "").getInputStream(), StandardCharsets.UTF_8));
  }

  static String nextLine(BufferedReader lines, String start) throws IOException {
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("the stream ended before a line with " + start);
  }
}
