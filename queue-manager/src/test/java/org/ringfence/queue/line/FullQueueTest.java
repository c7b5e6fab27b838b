package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;

/// A queue that takes two callers, and one without a bound.
final class FullQueueTest {

  private static RoutedLine line() {
    RoutedLine.Queue bounded = new RoutedLine.Queue();
    bounded.mostWaiting = 2;
    return new RoutedLine()
        .queue("a", bounded)
        .queue("free", new RoutedLine.Queue())
        .agent("ann", new RoutedLine.Agent("en"));
  }

  @Test
  void whoComesWhenTheQueueIsFullIsTurnedAwayAndTheOthersWaitOn() {
    RoutedLine line = line();
    line.joins("1", "a", "en");
    line.joins("2", "a", "en");

    List<Message> answers = line.joins("3", "a", "en");

    assertThat(only(answers, CallerTurnedAway.class).full()).isTrue();
    assertThat(answers).noneMatch(TicketPlaced.class::isInstance);
    assertThat(line.joins("4", "free", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  @Test
  void aCallerForWhomAPhoneRingsStillTakesAPlaceAndOneWhoTalksDoesNot() {
    RoutedLine line = line();
    line.joins("1", "a", "en");
    line.joins("2", "a", "en");
    line.ready("ann");
    assertThat(only(line.joins("3", "a", "en"), CallerTurnedAway.class).full()).isTrue();
    line.connects("1");
    assertThat(line.joins("4", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }

  @Test
  void whoWaitedInAsteriskWhileWeWereAwayIsNotSentOutOfAFullLine() {
    RoutedLine line = line();
    line.after(60);
    line.joins("1", "a", "en");
    line.joins("2", "a", "en");
    assertThat(line.joins("3", "a", null, line.now.minusSeconds(30), "en"))
        .hasAtLeastOneElementOfType(TicketPlaced.class);
  }
}
