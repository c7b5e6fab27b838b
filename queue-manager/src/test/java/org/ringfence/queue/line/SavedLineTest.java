package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringfence.queue.line.LineFixture.offers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.Message;
import org.ringfence.events.TalkEnd;

final class SavedLineTest {

  @Test
  void theOrderInLineIsTheSameAfterARestart() {
    LineFixture line = LineFixture.withAgents("ann:en");
    for (int i = 1; i <= 20; i++) {
      line.joins("" + i, "en", i % 5 == 0);
      line.after(0.5);
    }
    LineFixture restarted = LineFixture.withAgents("ann:en");
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;

    assertThat(servedInOrder(restarted)).isEqualTo(servedInOrder(line)).hasSize(20);
  }

  private static List<String> servedInOrder(LineFixture line) {
    List<Message> answers = new ArrayList<>(line.ready("ann"));
    for (int i = 0; i < 20; i++) {
      String call = offers(answers).getLast().replaceAll(">.*", "");
      line.said.addAll(answers);
      line.connects(line.offerOf(call));
      answers.addAll(line.ends(line.offerOf(call), TalkEnd.AGENT_HUNG_UP));
      answers.addAll(line.asks("ann", AgentState.READY));
    }
    return offers(answers);
  }

  @Test
  void anAgentWhoIsNoLongerConfiguredIsDroppedAndTheCallerKept() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.joins("1");
    LineFixture restarted = LineFixture.withAgents("bob:en");
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now.plusSeconds(5);
    restarted.ready("bob");
    assertThat(offers(restarted.asksWait("1"))).containsExactly("1>bob");
  }

  @Test
  void aStateOfAnotherVersionIsRefusedWithAClearMessage() {
    LineDecider line = LineFixture.decider(LineFixture.RULES, "ann:en");
    byte[] newer = "{\"version\":99}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> line.restore(newer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("reads version 1");
    assertThatThrownBy(() -> line.restore("rubbish".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }
}
