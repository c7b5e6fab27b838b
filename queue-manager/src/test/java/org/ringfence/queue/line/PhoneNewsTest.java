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

  private static final String AT_FIRST = "rf1-1.1";
  private static final String AT_SECOND = "rf2-1.1";

  @Test
  void aPhoneThatOneNodeMissesIsRungForTheCallersOfTheOthers() {
    line.ready("ann");
    says("rf1", true);
    says("rf2", false);
    assertThat(isThere()).isTrue();
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).isEmpty();

    line.after(1);
    assertThat(LineFixture.offers(line.joins(AT_FIRST, "a", "en"))).hasSize(1);
    assertThat(line.offerOf(AT_FIRST).agent()).isEqualTo(new AgentId("ann"));
  }

  @Test
  void aCallerWhomNobodyCouldBeRungForIsServedAtOnceWhenTheNodeHasThePhone() {
    line.ready("ann");
    says("rf1", true);
    says("rf2", false);
    line.joins(AT_SECOND, "a", "en");

    says("rf2", true);

    assertThat(line.offerOf(AT_SECOND).agent()).isEqualTo(new AgentId("ann"));
  }

  @Test
  void aPhoneThatEveryNodeMissesIsRungForNobody() {
    line.ready("ann");
    says("rf1", false);
    says("rf2", false);
    assertThat(isThere()).isFalse();
    assertThat(LineFixture.offers(line.joins(AT_FIRST, "a", "en"))).isEmpty();
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).isEmpty();
  }

  @Test
  void amongAgentsWhoAreAlikeTheLongestIdleWhoCanBeRungThereIsChosen() {
    RoutedLine two =
        new RoutedLine()
            .queue("a", new RoutedLine.Queue())
            .agent("ann", new RoutedLine.Agent("en"))
            .agent("bob", new RoutedLine.Agent("en"));
    two.ready("ann");
    two.after(1);
    two.ready("bob");
    two.feed(new AgentPhoneChanged(new AgentId("ann"), two.now, LineFixture.POOL, true, "rf1"));
    two.feed(new AgentPhoneChanged(new AgentId("ann"), two.now, LineFixture.POOL, false, "rf2"));
    two.feed(new AgentPhoneChanged(new AgentId("bob"), two.now, LineFixture.POOL, true, "rf1"));

    two.joins(AT_SECOND, "a", "en");
    two.joins(AT_FIRST, "a", "en");

    assertThat(two.offerOf(AT_SECOND).agent()).isEqualTo(new AgentId("bob"));
    assertThat(two.offerOf(AT_FIRST).agent()).isEqualTo(new AgentId("ann"));
  }

  @Test
  void theEarliestIsServedFirstWhateverTheNode() {
    line.ready("ann");
    says("rf1", true);
    says("rf2", true);
    line.joins("rf1-1.9", "a", "en");
    line.after(1);
    line.joins(AT_SECOND, "a", "en");
    line.after(1);
    line.joins(AT_FIRST, "a", "en");
    line.connects("rf1-1.9");
    line.talkEnds("rf1-1.9");

    line.asks("ann", AgentState.READY);

    assertThat(line.offerOf(AT_SECOND).agent()).isEqualTo(new AgentId("ann"));
  }

  @Test
  void aNodeThatNeverSpokeIsTakenToHaveThePhoneUnlessAnotherMissesIt() {
    line.ready("ann");
    says("rf1", true);
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).hasSize(1);
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
    assertThat(LineFixture.offers(line.joins(AT_FIRST, "a", "en"))).isEmpty();
  }

  @Test
  void whatANodeSaidIsRememberedOverARestart() {
    line.ready("ann");
    says("rf2", false);
    line.restarts();
    says("rf1", true);
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).isEmpty();
    assertThat(LineFixture.offers(line.joins(AT_FIRST, "a", "en"))).hasSize(1);
  }

  @Test
  void anAgentWhomNoNodeHasOverrulesThemAll() {
    line.ready("ann");
    says("rf1", false);
    says("rf2", false);
    line.asks("ann", AgentState.READY);
    assertThat(isThere()).isTrue();
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).hasSize(1);
  }

  @Test
  void anAgentWhomOneNodeHasOverrulesNoOther() {
    line.asks("ann", AgentState.PAUSED);
    says("rf1", true);
    says("rf2", false);
    line.asks("ann", AgentState.READY);
    assertThat(LineFixture.offers(line.joins(AT_SECOND, "a", "en"))).isEmpty();
    assertThat(LineFixture.offers(line.joins(AT_FIRST, "a", "en"))).hasSize(1);
  }

  @Test
  void theWordOfAnEarlierReleaseEndsWhenANodeSpeaks() {
    line.feed(new AgentPhoneChanged(new AgentId("ann"), line.now, LineFixture.POOL, false));
    line.asks("ann", AgentState.PAUSED);
    says("rf1", true);
    assertThat(isThere()).isTrue();
  }
}
