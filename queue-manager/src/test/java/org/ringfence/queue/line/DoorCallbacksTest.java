package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;
import static org.ringfence.queue.line.LineFixture.ticket;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;

/// Callers who get no place with a call, and choose to be called. The line begins at 14:00 UTC on
/// Sunday, 1 November 2026, and queue `a` closes an hour later.
final class DoorCallbacksTest {

  private static final String OURS = "+16125550101";
  private static final Instant OPENS = Instant.parse("2026-11-02T08:00:00Z");
  private static final Duration TO_THE_EVENING = Duration.ofMinutes(90);

  private final RoutedLine line = line(true);

  private static RoutedLine line(boolean enabled) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(Span.parse("08:00-15:00")));
    }
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.hours = new Calendar(ZoneOffset.UTC, week, Map.of());
    RoutedLine line =
        new RoutedLine()
            .queue("a", queue)
            .queue("always", new RoutedLine.Queue())
            .agent("ann", new RoutedLine.Agent("en"));
    line.places =
        new PlaceRules(
            Duration.ofMinutes(5),
            new CallbackRules(
                enabled,
                CallbackRules.First.AGENT,
                Duration.ofMinutes(10),
                0,
                Duration.ofSeconds(30),
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                3,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofHours(4),
                Set.of("612"),
                10,
                300,
                new CallbackRules.Spending(200, 1, 0.5),
                true));
    return line;
  }

  private List<Message> wishes(String call, String queue, String number) {
    QueueReached reached = line.reached(call, queue, null, line.now, "en");
    return line.feed(
        new DoorCallbackAsked(
            reached.call(), line.now, LineFixture.POOL, reached, PhoneNumber.of(number)));
  }

  private static CallbackAnswer answer(List<Message> answers) {
    return only(answers, CallbackTold.class).answer();
  }

  private void evening() {
    line.after(TO_THE_EVENING);
  }

  @Test
  void whoComesAfterHoursHearsThatACallbackMayBeChosen() {
    evening();
    CallerTurnedAway told = only(line.joins("1", "a", "en"), CallerTurnedAway.class);
    assertThat(told.opens()).isEqualTo(OPENS);
    assertThat(told.callback()).isTrue();
  }

  @Test
  void whoChoseACallbackAfterHoursIsCalledWhenItOpensBeforeAnybodyWhoComesThen() {
    evening();
    assertThat(answer(wishes("1", "a", OURS))).isEqualTo(CallbackAnswer.AGREED);
    line.hangsUp("1");
    line.restarts();

    line.ready("ann");
    List<Message> night = line.after(Duration.between(line.now, OPENS).minusSeconds(1));
    assertThat(night).noneMatch(DialCallback.class::isInstance);

    DialCallback dialed = only(line.after(1), DialCallback.class);
    assertThat(dialed.ticket()).isEqualTo(ticket("1"));
    assertThat(dialed.number()).isEqualTo(PhoneNumber.of(OURS));
    assertThat(offers(line.joins("2", "a", "en"))).isEmpty();
  }

  @Test
  void whoFindsNoPortFreeHasAPlaceFromThatMomentAndOvertakesNobody() {
    line.joins("1", "always", "en");
    line.after(10);
    List<Message> answers = wishes("2", "always", OURS);
    assertThat(answer(answers)).isEqualTo(CallbackAnswer.AGREED);
    assertThat(only(answers, TicketPlaced.class).position()).isEqualTo(2);
    line.hangsUp("2");
    line.after(60);

    List<Message> ready = line.ready("ann");

    assertThat(offers(ready)).containsExactly("1>ann");
    assertThat(ready).noneMatch(DialCallback.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource({"+19005550101, NUMBER_REFUSED", "+16125550109, NUMBER_TAKEN", OURS + ", AGREED"})
  void theGuardsAreThoseOfCallersInLine(String number, CallbackAnswer expected) {
    evening();
    wishes("9", "a", "+16125550109");
    List<Message> answers = wishes("1", "a", number);
    assertThat(answer(answers)).isEqualTo(expected);
    int places = expected == CallbackAnswer.AGREED ? 2 : 1;
    assertThat(line.decider().line().tickets.count()).isEqualTo(places);
  }

  @Test
  void theSameWishSaidTwiceTakesOnePlace() {
    evening();
    wishes("1", "a", OURS);
    line.after(3);
    List<Message> again = wishes("1", "a", OURS);
    assertThat(answer(again)).isEqualTo(CallbackAnswer.AGREED);
    assertThat(again).noneMatch(TicketPlaced.class::isInstance);
    assertThat(line.decider().line().tickets.count()).isEqualTo(1);
  }

  @Test
  void withoutCallbacksNoneIsOfferedAndNoneIsTaken() {
    RoutedLine without = line(false);
    without.after(TO_THE_EVENING);
    CallerTurnedAway told = only(without.joins("1", "a", "en"), CallerTurnedAway.class);
    assertThat(told.callback()).isFalse();
    QueueReached reached = without.reached("1", "a", null, without.now, "en");
    List<Message> answers =
        without.feed(
            new DoorCallbackAsked(
                reached.call(), without.now, LineFixture.POOL, reached, PhoneNumber.of(OURS)));
    assertThat(answer(answers)).isEqualTo(CallbackAnswer.NOT_OFFERED);
    assertThat(without.decider().line().tickets.count()).isZero();
  }
}
