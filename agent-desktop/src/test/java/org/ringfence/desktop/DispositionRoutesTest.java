package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What an agent says a talk came to.
class DispositionRoutesTest {

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

  private String dispose(String json) throws IOException {
    return web.post("/api/v1/agents/ana/disposition", json);
  }

  private void talk(String call) {
    web.bus.publish(Examples.verdict(call, NOON, Stage.ARRIVAL, Verdict.ADMIT));
    web.bus.publish(Examples.offer(call, ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, call, ""));
  }

  @Test
  void it_is_said_of_the_talk_at_hand_also_when_wrap_up_is_over() throws IOException {
    talk("pbx-1.1");
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    assertThat(dispose("{\"disposition\":\"follow-up\",\"note\":\" asks for a letter \"}"))
        .startsWith("HTTP/1.1 202");

    assertThat(web.bus.published().getLast())
        .isInstanceOfSatisfying(
            DispositionGiven.class,
            given -> {
              assertThat(given.call()).isEqualTo(new CallId("pbx-1.1"));
              assertThat(given.agent()).isEqualTo(ANA);
              assertThat(given.disposition()).isEqualTo("follow-up");
              assertThat(given.note()).isEqualTo("asks for a letter");
            });
  }

  @Test
  void once_the_next_call_rings_it_would_be_said_of_the_wrong_one_and_is_refused()
      throws IOException {
    talk("pbx-1.1");
    web.bus.publish(Examples.offer("pbx-1.2", ANA, NOON, "es", "first in line"));

    assertThat(dispose("{\"disposition\":\"resolved\"}")).startsWith("HTTP/1.1 409");
  }

  @Test
  void before_the_first_talk_there_is_nothing_to_say() throws IOException {
    assertThat(dispose("{\"disposition\":\"resolved\"}")).startsWith("HTTP/1.1 409");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                   | "field":"disposition","message":"is missing
          {"disposition":"happy"}              | must be one of resolved, follow-up
          {"disposition":7}                    | "field":"disposition","message":"must be a text
          {"note":"a\\u0007b"}                 | "field":"note","message":"must not have control
          {"disposition":"resolved","call":1}  | "field":"call","message":"is not a field
          """)
  void what_is_wrong_is_refused_with_the_field_named(String json, String message)
      throws IOException {
    talk("pbx-1.1");
    int before = web.bus.published().size();

    assertThat(dispose(json)).startsWith("HTTP/1.1 400").contains(message);
    assertThat(web.bus.published()).hasSize(before);
  }

  @Test
  void the_words_are_the_sites() throws IOException {
    assertThat(web.get("/api/v1/dispositions"))
        .contains("{\"dispositions\":[\"resolved\",\"follow-up\"]}");
  }
}
