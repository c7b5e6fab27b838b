package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.offers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Assignment;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.Skill;
import org.ringfence.queue.line.QueueRules.Widening;

final class WideningTest {

  private static final Skill BILLING = new Skill("billing");

  /// Level 5 at first, 3 after a minute, without the topic after five.
  private static RoutedLine.Queue widening() {
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.level = 5;
    queue.widening =
        List.of(
            new Widening(Duration.ofMinutes(1), 3, Set.of()),
            new Widening(Duration.ofMinutes(5), 3, Set.of(BILLING)));
    return queue;
  }

  private static RoutedLine line() {
    return new RoutedLine()
        .queue("calls", widening())
        .agent("ann", new RoutedLine.Agent("so:3", "billing:10"))
        .agent("bob", new RoutedLine.Agent("so:9"))
        .agent("cat", new RoutedLine.Agent("so:6", "billing:5"));
  }

  @Test
  void aCallerIsKeptForThoseWhoAreGoodEnoughUntilTheWaitWidensTheSearch() {
    RoutedLine line = line();
    line.ready("ann");
    line.ready("bob");
    assertThat(offers(line.joins("1", "calls", "so", "billing"))).isEmpty();

    assertThat(offers(line.after(59))).isEmpty();
    assertThat(offers(line.after(1))).containsExactly("1>ann");
  }

  @Test
  void whoIsGoodEnoughIsRungAtOnce() {
    RoutedLine line = line();
    line.ready("ann");
    line.ready("cat");
    assertThat(offers(line.joins("1", "calls", "so", "billing"))).containsExactly("1>cat");
  }

  @Test
  void atLastTheTopicIsWaivedAndTheAgentIsToldSo() {
    RoutedLine line = line();
    line.ready("bob");
    line.joins("1", "calls", "so", "billing");

    assertThat(offers(line.after(299))).isEmpty();
    assertThat(offers(line.after(1))).containsExactly("1>bob");
    assertThat(line.offerOf("1").why()).contains("with so 9.").contains("goes without billing");
    Assignment reason = Objects.requireNonNull(line.offerOf("1").assignment());
    assertThat(reason.levels()).containsExactly(new SkillLevel(new Skill("so"), 9));
    assertThat(reason.waived()).containsExactly(BILLING);
  }

  @Test
  void theWaitThatWidensOutlivesARestart() {
    RoutedLine line = line();
    line.ready("ann");
    line.joins("1", "calls", "so", "billing");
    line.after(40);
    line.restarts();

    assertThat(offers(line.after(19))).isEmpty();
    assertThat(offers(line.after(1))).containsExactly("1>ann");
  }

  @Test
  void aCallerWhoWasRungForInVainWidensByTheWholeWait() {
    RoutedLine line = line();
    line.ready("cat");
    line.joins("1", "calls", "so", "billing");
    line.ready("ann");
    // Nothing is heard of the phone: the offer is lost after three seconds, cat's turn is over for
    // now, and ann is still not good enough.
    assertThat(offers(line.after(58)).getFirst()).isEqualTo("1>cat");
    line.asks("cat", org.ringfence.events.AgentState.SIGNED_OUT);
    assertThat(offers(line.after(2))).containsExactly("1>ann");
  }

  @Test
  void aTopicThatNobodyWillEverHaveIsWaivedAtOnce() {
    RoutedLine line = line();
    line.ready("bob");
    assertThat(offers(line.joins("1", "calls", "so", "divorce"))).containsExactly("1>bob");
  }
}
