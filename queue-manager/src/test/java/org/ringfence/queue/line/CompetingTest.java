package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.PredictedWait;

/// Callers of other skills, and what they do to a caller's predicted wait.
final class CompetingTest {

  /// Thirty agents speak English, two of them Spanish too; all are in a talk.
  private static LineFixture busyLine() {
    List<String> agents = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      agents.add("agent" + i + (i < 2 ? ":en+es" : ":en"));
    }
    LineFixture line = LineFixture.withAgents(agents.toArray(String[]::new));
    for (int i = 0; i < 30; i++) {
      line.ready("agent" + i);
      line.joins("talk" + i);
      line.after(1);
    }
    return line;
  }

  private static Duration toldTo(List<Message> answer) {
    for (Message message : answer) {
      if (message instanceof TicketPlaced(_, _, _, _, _, _, PredictedWait predicted, _, _, _)
          && predicted != null) {
        return predicted.expected();
      }
    }
    throw new AssertionError("nothing was predicted in " + answer);
  }

  @Test
  void aLongLineForTwoAgentsDelaysTheOthersByTheirTimeOnly() {
    LineFixture line = busyLine();
    for (int i = 0; i < 20; i++) {
      line.joins("first" + i);
    }
    line.after(1);
    Duration before = toldTo(line.joins("before"));
    line.after(1);
    for (int i = 0; i < 200; i++) {
      line.joins("hola" + i, "es", false);
    }
    line.after(1);

    Duration after = toldTo(line.joins("after"));

    assertThat(after).isBetween(before, before.plus(before.dividedBy(5)));
    assertThat(toldTo(line.joins("adios", "es", false))).isGreaterThan(after.multipliedBy(10));
  }

  @Test
  void groupsThatUseAllAgentsCountInFull() {
    int[] shared = {10, 2};

    // 40, and of the other three no more than two agents serve while ten serve 43.
    assertThat(Competing.ahead(new double[] {40, 3}, shared, 2, 10)).isEqualTo(43);
    assertThat(Competing.ahead(new double[] {40, 300}, shared, 2, 10)).isBetween(49.9, 50.1);
    assertThat(Competing.ahead(new double[] {40, 300}, shared, 0, 10)).isZero();
  }
}
