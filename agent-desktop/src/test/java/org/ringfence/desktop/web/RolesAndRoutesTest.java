package org.ringfence.desktop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.desktop.AnsweringDetector;
import org.ringfence.desktop.Desktop;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.InMemoryBus;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.events.Topic;

/// Every route with every role, over real HTTP: made from the table of routes, so a new route is
/// tried too.
@Timeout(60)
class RolesAndRoutesTest {

  private static final Instant NOW = Examples.NOON;
  private static final InMemoryBus BUS = new InMemoryBus();
  private static TestAccounts people;
  private static Desktop desktop;

  @BeforeAll
  static void start() throws IOException {
    people = new TestAccounts(new InMemoryBus(), () -> NOW);
    desktop =
        new Desktop(
            Examples.settings(),
            Examples.SITE,
            people.accounts,
            BUS,
            BUS,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            () -> NOW);
    BUS.read("detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(BUS));
    desktop.start();
  }

  @AfterAll
  static void stop() {
    desktop.close();
  }

  static Stream<Arguments> everyRouteWithEveryRole() {
    return Stream.of(Route.values())
        .flatMap(route -> Stream.of(Role.values()).map(role -> Arguments.of(route, role)));
  }

  @ParameterizedTest
  @MethodSource("everyRouteWithEveryRole")
  void a_role_gets_what_its_table_says_and_nothing_else(Route route, Role role) throws IOException {
    String answer = ask(route, "Authorization: Bearer " + people.token(role) + "\r\n");

    boolean mayPass =
        route.access() == Access.OPEN || route.access() == Access.LOCAL || expected(route, role);
    if (mayPass) {
      assertThat(answer).doesNotStartWith("HTTP/1.1 401").doesNotStartWith("HTTP/1.1 403");
    } else if (route.isPage()) {
      assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /");
    } else {
      assertThat(answer).startsWith("HTTP/1.1 403").contains("Your role does not allow this.");
    }
  }

  /// Said once more, by the kind of route, so that a mistake in the table is found.
  private static boolean expected(Route route, Role role) {
    String path = route.path();
    boolean directs = role == Role.SUPERVISOR || role == Role.ADMINISTRATOR;
    if (path.startsWith("/api/v1/session")) {
      return true;
    }
    if (path.equals("/api/v1/history/forget")
        || path.startsWith("/api/v1/admin")
        || path.equals("/admin")) {
      return role == Role.ADMINISTRATOR;
    }
    if (path.equals("/api/v1/dispositions")) {
      return true;
    }
    if (path.endsWith("/label")
        || path.endsWith("/phone")
        || path.endsWith("/disposition")
        || path.equals("/api/v1/agents/{id}/recording")) {
      return role == Role.AGENT || role == Role.SERVICE;
    }
    if (path.endsWith("/listen")) {
      return directs;
    }
    if (path.startsWith("/api/v1/agents/") || path.equals("/agent")) {
      return role != Role.READ_ONLY;
    }
    if (path.startsWith("/api/v1/ivr/")) {
      return directs || role == Role.SERVICE;
    }
    if (path.contains("report") || path.startsWith("/api/v1/history/")) {
      return directs;
    }
    boolean heard = path.startsWith("/api/v1/messages") || path.startsWith("/api/v1/recordings");
    if (route.isChanging() || path.contains("/calls/") || heard || path.equals("/sound")) {
      return directs;
    }
    return role != Role.AGENT;
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void nobody_gets_only_what_is_open(Route route) throws IOException {
    String answer = ask(route, "");

    switch (route.access()) {
      case OPEN, LOCAL -> assertThat(answer).doesNotStartWith("HTTP/1.1 303");
      default -> {
        if (route.isPage()) {
          assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /sign-in?to=%2F");
        } else {
          assertThat(answer).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void a_session_changes_nothing_without_the_guard_header(Route route) throws IOException {
    if (!route.isChanging() || route.access() == Access.OPEN) {
      return;
    }
    String who = route.access() == Access.OWN_DESK ? "ana" : "ada";
    String id = people.session(who);
    String cookie = "Cookie: ringfence-" + desktop.port() + "=" + id + "\r\n";

    assertThat(ask(route, cookie)).startsWith("HTTP/1.1 403").contains(Gate.GUARD_HEADER);
    String wrong = Gate.GUARD_HEADER + ": " + Accounts.guardToken("x".repeat(43)) + "\r\n";
    assertThat(ask(route, cookie + wrong)).startsWith("HTTP/1.1 403");
    String right = Gate.GUARD_HEADER + ": " + Accounts.guardToken(id) + "\r\n";
    assertThat(ask(route, cookie + right)).doesNotStartWith("HTTP/1.1 403");
  }

  @Test
  void what_a_proxy_passes_on_is_not_local() throws IOException {
    assertThat(ask(Route.METRICS, "X-Forwarded-For: 10.1.1.1\r\n")).startsWith("HTTP/1.1 401");
    assertThat(ask(Route.METRICS, "")).startsWith("HTTP/1.1 200");
  }

  @Test
  void an_agent_has_no_other_desk() throws IOException {
    String who = "Authorization: Bearer " + people.token(Role.AGENT) + "\r\n";
    for (String path : List.of("/api/v1/agents/ben", "/api/v1/agents/ben/events")) {
      assertThat(ask("GET", path, who, "")).startsWith("HTTP/1.1 403");
    }
    assertThat(ask("POST", "/api/v1/agents/ben/state", who, "{\"state\":\"ready\"}"))
        .startsWith("HTTP/1.1 403");
    assertThat(ask("POST", "/api/v1/agents/ben/transfer", who, "{\"agent\":\"ana\"}"))
        .startsWith("HTTP/1.1 403");
    assertThat(ask("GET", "/api/v1/agents/ana", who, "")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/web/../accounts.json",
        "/web/..%2f..%2fetc%2fpasswd",
        "/web/%2e%2e/%2e%2e/etc/passwd",
        "/web/..;/accounts",
        "/web//etc/passwd",
        "/web/style.css%00.html"
      })
  void no_path_leads_out_of_the_pages(String path) throws IOException {
    assertThat(ask("GET", path, "", ""))
        .containsPattern("^HTTP/1.1 (400|404)")
        .doesNotContain("root:");
  }

  private static String ask(Route route, String headers) throws IOException {
    String path =
        route
            .path()
            .replace("{id}", "ana")
            .replace("{line}", Examples.LINE.value())
            .replace("{file}", "style.css")
            .replace("<file>", "index.js")
            .replaceAll("\\{[a-z]+}", "none");
    return ask(route.isChanging() ? "POST" : "GET", path, headers, route.isChanging() ? "{}" : "");
  }

  /// The head of the answer, and what comes with it: streams do not end.
  private static String ask(String method, String path, String headers, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desktop.port());
        InputStream in = socket.getInputStream()) {
      String head =
          method
              + " "
              + path
              + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n"
              + headers
              + "\r\n"
              + body;
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      byte[] some = new byte[4_096];
      StringBuilder answer = new StringBuilder();
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        answer.append(new String(some, 0, n, StandardCharsets.UTF_8));
        if (answer.length() > 2_000 || answer.indexOf("text/event-stream") >= 0) {
          break;
        }
      }
      return answer.toString();
    }
  }
}
