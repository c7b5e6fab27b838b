package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentState;

/// Two Asterisk nodes, and one agent whose phone is registered at both.
final class PhoneNewsTest {

  private final RoutedLine line =
      new RoutedLine().queue("a", new RoutedLine.Queue()).agent("ann", new RoutedLine.Agent("en"));

  private void says(String node, boolean reachable) {
    line.feed(
        new AgentPhoneChanged(new AgentId("ann"), line.now, LineFixture.POOL, reachable, node));
  }

  private boolean isThere() {
    return line.stateOf("ann").phoneReachable();
  }

  @Test
  void aPhoneThatOneNodeMissesIsNotRung() {
    line.ready("ann");
    says("rf1", true);
    says("rf2", false);
    assertThat(isThere()).isFalse();
    assertThat(LineFixture.offers(line.joins("1", "a", "en"))).isEmpty();

    says("rf1", true);
    assertThat(isThere()).as("the other node still misses it").isFalse();
    says("rf2", true);
    assertThat(isThere()).isTrue();
    assertThat(line.offerOf("1").agent()).isEqualTo(new AgentId("ann"));
  }

  @Test
  void anOlderWordOfOneNodeIsNoNewsThoughAnotherSpokeMeanwhile() {
    line.ready("ann");
    says("rf1", true);
    line.after(5);
    says("rf1", false);
    says("rf2", true);
    line.feed(
        new AgentPhoneChanged(
            new AgentId("ann"), line.now.minusSeconds(3), LineFixture.POOL, true, "rf1"));
    assertThat(isThere()).isFalse();
  }

  @Test
  void whatANodeSaidIsRememberedOverARestartAndOverruledByTheAgent() {
    line.ready("ann");
    says("rf2", false);
    line.restarts();
    says("rf1", true);
    assertThat(isThere()).isFalse();

    line.asks("ann", AgentState.READY);
    assertThat(isThere()).isTrue();
    says("rf1", true);
    assertThat(isThere()).isTrue();
  }

  @Test
  void theWordOfAnEarlierReleaseEndsWhenANodeSpeaks() {
    line.feed(new AgentPhoneChanged(new AgentId("ann"), line.now, LineFixture.POOL, false));
    line.asks("ann", AgentState.PAUSED);
    says("rf1", true);
    assertThat(isThere()).isTrue();
  }
}
