package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What an agent may say of calls, over real HTTP.
@Timeout(30)
class CallLabelsTest {

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

  private String label(String agent, String label) throws IOException {
    return web.post("/api/v1/agents/" + agent + "/label", "{\"label\":\"" + label + "\"}");
  }

  private void talk(String call) {
    web.bus.publish(Examples.verdict(call, NOON, Stage.ARRIVAL, Verdict.ADMIT));
    web.bus.publish(Examples.offer(call, ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, call, ""));
  }

  @Test
  void an_agent_labels_the_call_at_hand_without_naming_it() throws IOException {
    talk("pbx-1.1");

    assertThat(label("ana", "machine")).startsWith("HTTP/1.1 202").doesNotContain("5550134");

    assertThat(web.bus.published())
        .endsWith(
            new LabelCall(new CallId("pbx-1.1"), NOON, LINE, "ana", CALLER, CallLabel.MACHINE));
  }

  @Test
  void a_call_is_labelled_once_by_whom_it_belongs_to() throws IOException {
    talk("pbx-1.1");
    assertThat(label("ben", "machine")).startsWith("HTTP/1.1 409").contains("no call to label");

    assertThat(label("ana", "person")).startsWith("HTTP/1.1 202");
    assertThat(label("ana", "machine")).startsWith("HTTP/1.1 409").contains("labelled this call");
  }

  @Test
  void an_agent_who_is_free_has_nothing_to_label() throws IOException {
    talk("pbx-1.1");
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    assertThat(label("ana", "machine")).startsWith("HTTP/1.1 409");
  }

  @Test
  void a_flood_of_labels_is_refused_until_a_minute_is_over() throws IOException {
    for (int i = 0; i < 6; i++) {
      talk("pbx-1." + i);
      assertThat(label("ana", "machine")).startsWith("HTTP/1.1 202");
    }
    talk("pbx-1.6");
    assertThat(label("ana", "machine"))
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: 61", "6 labels within a minute");

    web.now = NOON.plusSeconds(60);
    assertThat(label("ana", "machine")).startsWith("HTTP/1.1 202");
  }

  @Test
  void what_is_no_label_is_refused_with_what_is_allowed() throws IOException {
    talk("pbx-1.1");
    assertThat(label("ana", "robot"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"label\",\"message\":\"must be machine or person");
    assertThat(web.post("/api/v1/agents/ana/label", "{\"label\":\"machine\",\"call\":\"x\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"call\",\"message\":\"is not a field");
    assertThat(label("nobody", "machine")).startsWith("HTTP/1.1 404");
  }
}
