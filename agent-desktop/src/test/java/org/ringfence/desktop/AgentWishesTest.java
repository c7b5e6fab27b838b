package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;

/// Who may ask for an agent's state, and how, over real HTTP.
@Timeout(30)
class AgentWishesTest {

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.as(Role.SERVICE);
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  @Test
  void an_agent_asks_for_a_pause_and_the_wish_is_published() throws IOException {
    assertThat(web.post("{\"state\":\"paused\",\"reason\":\" Lunch \"}"))
        .startsWith("HTTP/1.1 202")
        .contains("{\"asked\":\"paused\"}");

    assertThat(web.bus.published())
        .containsExactly(
            new ChangeAgentState(ANA, NOON, Examples.POOL, AgentState.PAUSED, "Lunch"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | "field":"state","message":"is missing
          {"state":"READY"}                         | "field":"state","message":"must be ready
          {"state":7}                               | "field":"state","message":"must be ready
          {"state":"talking"}                       | "field":"state","message":"must be ready
          {"state":"ready","pool":"x"}              | "field":"pool","message":"is not a field
          {"state":"ready","reason":"Lunch"}        | "field":"reason","message":"belongs to a pause
          {"state":"paused","reason":5}             | "field":"reason","message":"must be a text
          {"state":"paused","reason":"a\\u0000b"}   | "field":"reason","message":"must not have control
          {"state":"ready","state":"paused"}        | not one well-formed
          {"state":"ready"} {}                      | not one well-formed
          {"state":                                 | not one well-formed
          ["ready"]                                 | must be a JSON object
          """)
  void a_wrong_wish_is_refused_with_the_field_named(String json, String message)
      throws IOException {
    assertThat(web.post(json)).startsWith("HTTP/1.1 400").contains(message);
    assertThat(web.bus.published()).isEmpty();
  }

  @Test
  void an_overlong_reason_and_an_overlong_body_are_refused() throws IOException {
    assertThat(web.post("{\"state\":\"paused\",\"reason\":\"" + "x".repeat(81) + "\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("at most 80 characters");
    assertThat(web.post("{\"state\":\"paused\",\"reason\":\"" + "x".repeat(9_000) + "\"}"))
        .startsWith("HTTP/1.1 413");
    assertThat(web.bus.published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: text/plain\r\n"})
  void a_form_cannot_post(String type) throws IOException {
    assertThat(web.ask("POST", "/api/v1/agents/ana/state", type, "{\"state\":\"ready\"}"))
        .startsWith("HTTP/1.1 415");
    assertThat(web.bus.published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Host: evil.example\r\n",
        "Host: localhost.evil.example:80\r\nOrigin: http://localhost.evil.example:80\r\n"
      })
  void a_foreign_page_cannot_post(String headers) throws IOException {
    String json = "Content-Type: application/json\r\n";
    assertThat(web.ask("POST", "/api/v1/agents/ana/state", headers + json, "{\"state\":\"ready\"}"))
        .startsWith("HTTP/1.1 403");
    assertThat(web.bus.published()).isEmpty();
  }

  @Test
  void the_own_page_can_post_by_any_loopback_name() throws IOException {
    for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
      String headers =
          "Host: %s:9\r\nOrigin: http://%s:9\r\nSec-Fetch-Site: same-origin\r\n"
              .formatted(name, name);
      assertThat(
              web.ask(
                  "POST",
                  "/api/v1/agents/ana/state",
                  headers + "Content-Type: application/json; charset=utf-8\r\n",
                  "{\"state\":\"ready\"}"))
          .startsWith("HTTP/1.1 202");
    }
  }

  @Test
  void a_rebound_name_cannot_read_the_board() throws IOException {
    assertThat(web.ask("GET", "/api/v1/board", "Host: evil.example\r\n", ""))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Ana");
  }
}
