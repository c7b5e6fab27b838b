package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.events.AgentState;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What the web answers, over real HTTP.
@Timeout(30)
class DesktopTest {

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  @Test
  void the_board_is_json_without_a_full_number_of_a_caller() throws IOException {
    web.bus.publish(Examples.report(NOON, 3, Examples.minutes(5, 9, 14)));
    web.bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.REJECT));
    web.bus.publish(Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));

    assertThat(web.get("/api/v1/board"))
        .startsWith("HTTP/1.1 200")
        .contains("\"waiting\":3", "\"state\":\"TALKING\"", "+1612•••••34")
        .doesNotContain(Examples.CALLER.raw(), "6125550134");
  }

  @Test
  void markup_in_a_field_stays_text() throws IOException {
    web.bus.publish(
        Examples.verdict(
            "c1", NOON, Stage.ARRIVAL, Verdict.REJECT, PhoneNumber.of("<b>"), "<b>&amp;</b>"));

    assertThat(web.get("/api/v1/board"))
        .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff")
        .contains("\"detail\":\"<b>&amp;</b>\"", "\"caller\":\"malformed(3)\"");
  }

  @Test
  void unknown_agents_and_paths_are_not_found() throws IOException {
    assertThat(web.get("/agent?id=nobody")).startsWith("HTTP/1.1 200");
    assertThat(web.get("/api/v1/agents/nobody"))
        .startsWith("HTTP/1.1 404")
        .contains("no such agent");
    assertThat(web.get("/web/../board.js")).doesNotContain("HTTP/1.1 200");
    assertThat(web.get("/web/logback.xml")).startsWith("HTTP/1.1 404").contains("\"error\"");
  }

  @Test
  void pages_come_with_strict_headers_and_without_inline_script() throws IOException {
    for (String path : List.of("/", "/agent")) {
      String page = web.get(path);
      assertThat(page)
          .startsWith("HTTP/1.1 200")
          .contains(
              "Content-Security-Policy: default-src 'none'; script-src 'self'",
              "X-Frame-Options: DENY",
              "Referrer-Policy: no-referrer")
          .doesNotContain("<style", "onclick", "Server:")
          .doesNotContainPattern("<script(?![^>]* src=)");
    }
  }

  @Test
  void an_unchanged_file_is_not_sent_twice() throws IOException {
    String page = web.get("/web/style.css");
    String etag = page.lines().filter(l -> l.startsWith("ETag: ")).findFirst().orElseThrow();

    assertThat(web.ask("GET", "/web/style.css", etag.replace("ETag", "If-None-Match") + "\r\n", ""))
        .startsWith("HTTP/1.1 304");
  }

  @Test
  void the_public_wait_is_a_range_while_it_is_fresh() throws IOException {
    web.bus.publish(Examples.report(NOON.minusSeconds(5), 3, Examples.minutes(5, 9, 14)));
    assertThat(web.get("/api/v1/wait")).contains("\"lowSeconds\":300", "\"highSeconds\":840");

    web.bus.publish(Examples.report(NOON.minusSeconds(60), 3, Examples.minutes(5, 9, 14)));
    assertThat(web.get("/api/v1/wait")).contains("\"predicted\":null");
  }

  @Test
  void health_tells_what_is_down_and_what_to_do() throws IOException {
    assertThat(web.get("/health/ready")).startsWith("HTTP/1.1 200").contains("\"ready\":true");

    web.now = NOON.plusSeconds(2);
    web.asterisk = ComponentHealth.down("asterisk", "AMI refused the login.", "Check the secret.");

    assertThat(web.get("/health/live")).startsWith("HTTP/1.1 200");
    assertThat(web.get("/health/ready"))
        .startsWith("HTTP/1.1 503")
        .contains("\"ready\":false", "\"state\":\"DOWN\"", "Check the secret.");
    assertThat(web.get("/api/v1/board")).contains("AMI refused the login.");
  }

  @Test
  void metrics_are_served_for_prometheus() throws IOException {
    web.bus.publish(Examples.report(NOON, 3, null));

    assertThat(web.get("/metrics"))
        .startsWith("HTTP/1.1 200")
        .contains("ringfence_board_folded_total 1.0", "ringfence_web_requests_seconds");
  }

  @Test
  void a_taken_port_is_told_with_the_key_to_change() {
    Desktop second = web.desktop(Examples.settings(web.port()));

    assertThatThrownBy(second::start)
        .isInstanceOf(BindException.class)
        .hasMessageContaining("127.0.0.1:" + web.port())
        .hasMessageContaining("web.port");
    second.close();
  }
}
