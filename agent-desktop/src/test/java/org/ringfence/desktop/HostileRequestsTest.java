package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Requests that nobody sends by mistake. Forged requests, roles, fixed sessions and guessing are
/// tried by [SignInTest] and the test of all routes with all roles.
@Timeout(60)
class HostileRequestsTest {

  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir Path folder;

  private FedHistory fed;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    web = new RunningDesktop(fed.history);
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sign-in",
        "/reports",
        "/web/style.css",
        "/api/v1/board",
        "/api/v1/openapi.json",
        "/api/v1/public/wait/none",
        "/nothing/here",
        "/metrics"
      })
  void every_answer_forbids_what_browsers_would_guess(String path) throws Exception {
    assertThat(web.get(path))
        .contains("X-Content-Type-Options: nosniff", "default-src 'none'")
        .contains("frame-ancestors 'none'", "Referrer-Policy: no-referrer")
        .doesNotContain("unsafe-inline", "unsafe-eval", "Server: ", "at org.ringfence");
  }

  @Test
  void a_callers_name_that_is_markup_or_a_formula_stays_a_text() throws Exception {
    fed.arrives("c-1", Examples.NOON.minusSeconds(120), PhoneNumber.of(SCRIPT));
    fed.arrives("c-2", Examples.NOON.minusSeconds(120), PhoneNumber.of("=cmd|' /C calc'!A0"));
    web.bus.publish(
        Examples.verdict(
            "c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT, PhoneNumber.of(SCRIPT), SCRIPT));

    for (String path : List.of("/api/v1/board", "/api/v1/history/calls/c-1")) {
      assertThat(web.get(path))
          .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff");
    }
    assertThat(web.get("/api/v1/history/calls?format=csv"))
        .doesNotContainPattern("[,\\n]\"?[=+@-][^0-9]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/history/calls?agent=%3Cscript%3Ealert(1)%3C/script%3E",
        "/api/v1/reports/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/api/v1/reports/agents?%3Cscript%3E=1",
        "/wait/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/sign-in?to=javascript:alert(1)",
        "/%3Cscript%3Ealert(1)%3C/script%3E"
      })
  void what_a_request_says_does_not_come_back_as_markup(String path) throws Exception {
    String answer = web.get(path);
    if (answer.contains("text/html")) {
      assertThat(answer).doesNotContain("alert(1)");
    } else {
      assertThat(answer).contains("application/json", "nosniff");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/session",
        "/api/v1/agents/ana/state",
        "/api/v1/history/forget",
        "/api/v1/history/caller",
        "/api/v1/saved-reports",
        "/api/v1/lines/16515550100/list"
      })
  void a_body_that_is_too_long_too_deep_or_no_json_is_refused(String path) throws Exception {
    assertThat(web.post(path, "{\"reason\":\"" + "x".repeat(3_000) + "\"}"))
        .startsWith("HTTP/1.1 413");
    assertThat(web.post(path, "[".repeat(1_500))).startsWith("HTTP/1.1 400");
    assertThat(web.post(path, "{\"reason\":\"a\",\"reason\":\"b\"}")).startsWith("HTTP/1.1 400");
    assertThat(web.ask("POST", path, "Content-Type: text/plain\r\n", "{}"))
        .startsWith("HTTP/1.1 415");
    assertThat(web.ask("POST", path, "Content-Type: application/json\r\n", "\u0000"))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"})
  void other_methods_do_nothing(String method) throws Exception {
    assertThat(web.ask(method, "/api/v1/saved-reports", "", ""))
        .containsPattern("^HTTP/1.1 (400|404|405|501)")
        .doesNotContain("Access-Control-Allow");
    assertThat(web.ask(method, "/api/v1/agents/ana/state", "", ""))
        .containsPattern("^HTTP/1.1 (400|404|405|501)");
  }

  @Test
  void slow_clients_hold_up_nobody_else() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
        slow.add(socket);
        String half =
            i % 2 == 0
                ? "GET / HTTP/1.1\r\nHost: loc"
                : "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                    + " application/json\r\nContent-Length: 900\r\n\r\n{\"name\":";
        socket.getOutputStream().write(half.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(web.get("/api/v1/board")).startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertThat(web.get("/api/v1/board")).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_head_that_is_too_long_or_has_line_ends_in_it_is_refused() throws Exception {
    assertThat(web.ask("GET", "/", "X-Long: " + "x".repeat(20_000) + "\r\n", ""))
        .containsPattern("^HTTP/1.1 4(00|31)");
    assertThat(web.get("/api/v1/history/calls?agent=a%0d%0aSet-Cookie:%20x=1"))
        .doesNotContain("\nSet-Cookie");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(
              """
              POST /api/v1/session HTTP/1.1\r
              Host: localhost\r
              Content-Length: 5\r
              Transfer-Encoding: chunked\r
              Connection: close\r
              \r
              0\r
              \r
              """
                  .getBytes(StandardCharsets.UTF_8));
      // Two lengths in one request are how requests are smuggled past proxies.
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 4");
    }
  }
}
