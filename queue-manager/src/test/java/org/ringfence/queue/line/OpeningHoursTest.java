package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.QueueClosed;
import org.ringfence.events.LineDecision.QueueOpened;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;

/// The line begins at 14:00 UTC on Sunday, 1 November 2026.
final class OpeningHoursTest {

  private static final Instant CLOSES = Instant.parse("2026-11-01T15:00:00Z");
  private static final Instant OPENS = Instant.parse("2026-11-02T08:00:00Z");

  private static RoutedLine line() {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(Span.parse("08:00-15:00")));
    }
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.hours = new Calendar(ZoneOffset.UTC, week, Map.of());
    return new RoutedLine()
        .queue("a", queue)
        .queue("always", new RoutedLine.Queue())
        .agent("ann", new RoutedLine.Agent("en"));
  }

  @Test
  void aQueueSaysWhenItOpensAndCloses() {
    RoutedLine line = line();
    QueueOpened first = only(line.after(1), QueueOpened.class);
    assertThat(first.queue().value()).isEqualTo("a");
    assertThat(first.closes()).isEqualTo(CLOSES);

    line.joins("1", "a", "en");
    QueueClosed closed = only(line.after(Duration.ofHours(1)), QueueClosed.class);
    assertThat(closed.at()).isEqualTo(CLOSES);
    assertThat(closed.opens()).isEqualTo(OPENS);
    assertThat(closed.waiting()).isEqualTo(1);

    QueueOpened again = only(line.after(Duration.ofHours(18)), QueueOpened.class);
    assertThat(again.at()).isEqualTo(OPENS);
    assertThat(again.closes()).isEqualTo(Instant.parse("2026-11-02T15:00:00Z"));
  }

  @Test
  void whoReachesAClosedQueueIsTurnedAwayAndToldWhenItOpens() {
    RoutedLine line = line();
    line.ready("ann");
    line.after(Duration.ofMinutes(61));

    List<Message> answers = line.joins("1", "a", "en");

    assertThat(only(answers, CallerTurnedAway.class).opens()).isEqualTo(OPENS);
    assertThat(answers).noneMatch(TicketPlaced.class::isInstance);
    assertThat(line.decider().line().tickets.count()).isZero();
    assertThat(offers(line.joins("2", "always", "en"))).containsExactly("2>ann");
  }

  @Test
  void whoWaitsAtClosingTimeIsServedOn() {
    RoutedLine line = line();
    line.joins("1", "a", "en");
    line.after(Duration.ofMinutes(90));
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  @Test
  void whoCameWhileItWasOpenKeepsTheRightToAPlaceHoweverLateWeHearOfIt() {
    RoutedLine line = line();
    line.after(Duration.ofMinutes(70));
    Instant since = CLOSES.minusSeconds(3);
    List<Message> answers = line.joins("1", "a", null, since, "en");
    assertThat(answers).hasAtLeastOneElementOfType(TicketPlaced.class);
  }

  @Test
  void aRestartInTheNightForgetsNeitherTheStateNorTheOpening() {
    RoutedLine line = line();
    line.after(Duration.ofHours(2));
    line.restarts();
    assertThat(line.decider().nextDue()).contains(OPENS);
    List<Message> night = line.after(Duration.ofHours(3));
    assertThat(all(night, QueueOpened.class)).isEmpty();
    assertThat(all(night, QueueClosed.class)).isEmpty();

    assertThat(only(line.after(Duration.ofHours(14)), QueueOpened.class).at()).isEqualTo(OPENS);
  }

  @Test
  void aQueueThatNeverClosesSaysNothingOfIt() {
    RoutedLine line =
        new RoutedLine()
            .queue("always", new RoutedLine.Queue())
            .agent("ann", new RoutedLine.Agent("en"));
    line.after(Duration.ofDays(3));
    assertThat(line.said).isEmpty();
    assertThat(line.decider().nextDue()).isEmpty();
  }
}
