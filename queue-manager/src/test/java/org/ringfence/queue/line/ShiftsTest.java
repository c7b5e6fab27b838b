package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.PredictedWait;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;

/// Predictions that know when agents go home and come. It is Sunday, 14:00.
final class ShiftsTest {

  private static final Calendar UNTIL_14_10 = sunday("08:00-14:10");
  private static final Calendar FROM_14_10 = sunday("14:10-22:00");
  private static final int CALLERS = 24;

  private static Calendar sunday(String hours) {
    return new Calendar(
        ZoneOffset.UTC, Map.of(DayOfWeek.SUNDAY, List.of(Span.parse(hours))), Map.of());
  }

  private static RoutedLine line() {
    return new RoutedLine().queue("enroll", new RoutedLine.Queue());
  }

  private static void agents(RoutedLine line, String name, int count, @Nullable Calendar shift) {
    for (int i = 0; i < count; i++) {
      RoutedLine.Agent agent = new RoutedLine.Agent("en");
      line.agent(name + i, shift == null ? agent : agent.works(shift));
    }
  }

  private static void areReady(RoutedLine line, String name, int count) {
    for (int i = 0; i < count; i++) {
      line.ready(name + i);
    }
  }

  private static @Nullable PredictedWait joins(RoutedLine line, String call) {
    return LineFixture.only(line.joins(call, "enroll", "en"), TicketPlaced.class).predicted();
  }

  /// What the last of many callers is told.
  private static @Nullable PredictedWait last(RoutedLine line) {
    for (int i = 1; i < CALLERS; i++) {
      joins(line, "c" + i);
    }
    return joins(line, "c" + CALLERS);
  }

  private static double minutes(@Nullable PredictedWait wait) {
    return Objects.requireNonNull(wait).expected().toMillis() / 60_000.0;
  }

  private static double steadyMinutes() {
    RoutedLine steady = line();
    agents(steady, "a", 4, null);
    areReady(steady, "a", 4);
    return minutes(last(steady));
  }

  @Test
  void where_half_of_the_agents_go_home_the_rest_of_a_wait_takes_twice_as_long() {
    RoutedLine line = line();
    agents(line, "early", 2, UNTIL_14_10);
    agents(line, "late", 2, null);
    areReady(line, "early", 2);
    areReady(line, "late", 2);

    double steady = steadyMinutes();
    assertThat(steady).isGreaterThan(12);
    assertThat(minutes(last(line))).isCloseTo(10 + 2 * (steady - 10), within(0.01));
  }

  @Test
  void where_as_many_again_come_the_rest_of_a_wait_takes_half_as_long() {
    RoutedLine line = line();
    agents(line, "now", 4, null);
    agents(line, "soon", 4, FROM_14_10);
    areReady(line, "now", 4);

    assertThat(minutes(last(line))).isCloseTo(10 + (steadyMinutes() - 10) / 2, within(0.01));
  }

  @Test
  void nothing_is_told_that_would_only_come_true_when_nobody_is_there() {
    RoutedLine line = line();
    agents(line, "early", 4, UNTIL_14_10);
    areReady(line, "early", 4);

    assertThat(joins(line, "first")).isNotNull();
    assertThat(last(line)).isNull();
  }

  /// What the last of some callers is told who were never heard, while all agents talk.
  private static @Nullable PredictedWait lastUnheard(RoutedLine line) {
    for (int i = 0; i < 4; i++) {
      joins(line, "heard" + i);
    }
    for (int i = 1; i < 8; i++) {
      line.joinsUnheard("silent" + i, "enroll", "en");
    }
    return LineFixture.only(line.joinsUnheard("silent8", "enroll", "en"), TicketPlaced.class)
        .predicted();
  }

  @Test
  void who_was_never_heard_is_told_no_more_than_others_of_the_time_when_nobody_is_there() {
    RoutedLine steady = line();
    agents(steady, "a", 4, null);
    areReady(steady, "a", 4);
    RoutedLine early = line();
    agents(early, "a", 4, UNTIL_14_10);
    areReady(early, "a", 4);

    assertThat(lastUnheard(steady)).isNotNull();
    assertThat(lastUnheard(early)).isNull();
  }

  @Test
  void who_stays_beyond_the_shift_is_counted_until_the_next_one_ends() {
    RoutedLine line = line();
    agents(line, "early", 4, UNTIL_14_10);
    areReady(line, "early", 4);
    line.after(Duration.ofMinutes(11));

    assertThat(minutes(last(line))).isCloseTo(steadyMinutes(), within(0.01));
  }

  @Test
  void a_core_that_was_restarted_tells_the_same() {
    RoutedLine line = line();
    agents(line, "early", 2, UNTIL_14_10);
    agents(line, "late", 2, null);
    areReady(line, "early", 2);
    areReady(line, "late", 2);
    last(line);
    byte[] before = line.decider().snapshot();
    line.restarts();

    assertThat(line.decider().snapshot()).isEqualTo(before);
  }
}
