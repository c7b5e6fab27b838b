package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;

final class LongLineTest {

  /// Two agents of one language each, one of both, and callers of both who come every five seconds.
  private static LineFixture lineOf(int callers) {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:es", "eve:en+es");
    for (String agent : List.of("ann", "bob", "eve")) {
      line.ready(agent);
    }
    for (int i = 0; i < callers; i++) {
      line.after(5);
      line.joins("c" + i, i % 3 == 0 ? "es" : "en", false);
    }
    return line;
  }

  private static WaitAsked asks(LineFixture line, int caller) {
    return new WaitAsked(
        LineFixture.id("c" + caller), line.now, LineFixture.POOL, LineFixture.ticket("c" + caller));
  }

  private static WaitTold told(LineFixture line, int caller) {
    return line.decider.apply(asks(line, caller)).stream()
        .filter(WaitTold.class::isInstance)
        .map(WaitTold.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static double seconds(WaitTold told) {
    if (told.predicted() == null) {
      throw new AssertionError("nothing was predicted: " + told);
    }
    return told.predicted().expected().toMillis() / 1000.0;
  }

  @Test
  void aCallerIsToldTheSameWhereTheLineIsReadOneByOneAndInSums() {
    LineFixture shorter = lineOf(Tickets.SHORT_LINE - 10);
    LineFixture longer = lineOf(Tickets.SHORT_LINE - 10);
    for (int i = 0; i < 50; i++) {
      longer.joins("late" + i, "en", false);
    }

    for (int caller = 20; caller < Tickets.SHORT_LINE - 10; caller += 13) {
      WaitTold oneByOne = told(shorter, caller);
      WaitTold inSums = told(longer, caller);

      assertThat(inSums.position()).isEqualTo(oneByOne.position());
      double expected = seconds(oneByOne);
      assertThat(seconds(inSums)).isCloseTo(expected, within(0.03 * expected));
    }
  }

  @Test
  void whoComesLaterIsNotToldToWaitLess() {
    LineFixture line = lineOf(3 * Tickets.SHORT_LINE);
    double before = 0;

    for (int caller = 30; caller < 3 * Tickets.SHORT_LINE; caller += 30) {
      double now = seconds(told(line, caller));
      assertThat(now).as("caller %s", caller).isGreaterThan(before);
      before = now;
    }
  }

  @Test
  void aRestoredLongLineSaysTheSame() {
    LineFixture line = lineOf(2 * Tickets.SHORT_LINE);
    LineFixture twin = LineFixture.withAgents("ann:en", "bob:es", "eve:en+es");
    twin.decider.restore(line.decider.snapshot());
    twin.now = line.now;

    for (int caller = 10; caller < 2 * Tickets.SHORT_LINE; caller += 10) {
      List<Message> answer = line.decider.apply(asks(line, caller));
      assertThat(twin.decider.apply(asks(line, caller))).isEqualTo(answer).isNotEmpty();
    }
  }
}
