package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.AgentState;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Live streams over real HTTP.
@Timeout(30)
class LivePagesTest {

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
  void a_watching_page_gets_everything_and_then_what_changes() throws IOException {
    BufferedReader page = web.watch("/api/v1/board/events", "");
    assertThat(RunningDesktop.nextLine(page, "data: "))
        .contains("\"full\":true", "\"name\":\"Ben Olson\"");

    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    assertThat(RunningDesktop.nextLine(page, "data: "))
        .contains("\"full\":false", "\"agent\":\"ana\"", "\"READY\"")
        .doesNotContain("Ben Olson");
  }

  @Test
  void a_page_that_comes_back_gets_only_what_it_missed() throws IOException {
    BufferedReader page = web.watch("/api/v1/board/events", "");
    String id = RunningDesktop.nextLine(page, "id: ").substring(4);
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    BufferedReader again = web.watch("/api/v1/board/events", "Last-Event-ID: " + id + "\r\n");

    assertThat(RunningDesktop.nextLine(again, "data: "))
        .contains("\"full\":false", "\"agent\":\"ana\"")
        .doesNotContain("Ben Olson");
  }

  @Test
  void a_page_of_another_life_of_the_server_gets_everything() throws IOException {
    BufferedReader page = web.watch("/api/v1/board/events", "Last-Event-ID: other-99999\r\n");

    assertThat(RunningDesktop.nextLine(page, "data: ")).contains("\"full\":true");
  }

  @Test
  void changes_are_bundled_for_a_page() throws IOException {
    BufferedReader page = web.watch("/api/v1/board/events", "");
    RunningDesktop.nextLine(page, "data: ");
    for (int i = 0; i < 500; i++) {
      web.bus.publish(Examples.verdict("c" + i, NOON, Stage.ARRIVAL, Verdict.REJECT));
    }

    int events = 0;
    String last = "";
    while (!last.contains("\"attempts\":500")) {
      last = RunningDesktop.nextLine(page, "data: ");
      events++;
    }
    assertThat(events).isLessThanOrEqualTo(3);
  }

  @Test
  void an_agents_page_hears_of_this_agent_alone() throws IOException {
    BufferedReader page = web.watch("/api/v1/agents/ana/events", "");
    assertThat(RunningDesktop.nextLine(page, "data: "))
        .contains("\"agent\":\"ana\"", "\"queue\":\"enrollment\"")
        .doesNotContain("\"agent\":\"ben\"", "\"attempts\"");
  }

  @Test
  void too_many_pages_are_sent_away_with_a_reason() throws IOException {
    for (int i = 0; i < 8; i++) {
      RunningDesktop.nextLine(web.watch("/api/v1/board/events", ""), "data: ");
    }

    assertThat(web.ask("GET", "/api/v1/board/events", "", ""))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 10", "Too many pages");
  }

  @Test
  void a_page_that_does_not_read_is_dropped_and_others_go_on() throws IOException {
    web.send("GET", "/api/v1/board/events", "", "");
    BufferedReader reading = web.watch("/api/v1/board/events", "");
    Thread reader = Thread.ofVirtual().start(() -> readAll(reading));
    await().until(() -> web.meters.get("ringfence.web.live.pages").gauge().value() == 2);
    String wordy = "words ".repeat(40);

    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          for (int i = 0; i < 100; i++) {
            web.bus.publish(
                Examples.verdict("c", NOON, Stage.ARRIVAL, Verdict.REJECT, Examples.CALLER, wordy));
          }
          return web.meters.counter("ringfence.web.live.dropped").count() == 1
              && web.meters.get("ringfence.web.live.pages").gauge().value() == 1;
        });
    assertThat(reader.isAlive()).isTrue();
  }

  private static void readAll(BufferedReader page) {
    try {
      while (page.readLine() != null) {
        // Only reading matters.
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
