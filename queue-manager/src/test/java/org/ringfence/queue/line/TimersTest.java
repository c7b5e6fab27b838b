package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PhoneNumber;

final class TimersTest {

  private static final Timers.Kind[] KINDS = {
    Timers.Kind.OFFER, Timers.Kind.AGENT, Timers.Kind.PLACE, Timers.Kind.REPORT
  };

  private record Planned(Instant due, Timers.Kind kind, String name) {}

  private static final Comparator<Planned> ORDER =
      Comparator.comparing(Planned::due).thenComparing(Planned::kind).thenComparing(Planned::name);

  private final Timers timers = new Timers();
  private final Map<String, Planned> planned = new HashMap<>();

  private @Nullable Planned first(boolean reports) {
    return planned.values().stream()
        .filter(one -> (one.kind == Timers.Kind.REPORT) == reports)
        .min(ORDER)
        .orElse(null);
  }

  @Test
  void theyFireInTheOrderOfTimeKindAndNameWhateverWasMovedOrCanceled() {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("sim.seed", 5));
    Instant now = LineFixture.START;
    for (int i = 0; i < 20_000; i++) {
      Timers.Kind kind = KINDS[random.nextInt(KINDS.length)];
      String name = "n" + random.nextInt(200);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          Instant due = now.plusSeconds(random.nextInt(30)).plusNanos(random.nextInt(2));
          timers.schedule(kind, name, due);
          planned.put(kind + name, new Planned(due, kind, name));
        }
        case 3, 4, 5 -> {
          timers.cancel(kind, name);
          planned.remove(kind + name);
        }
        default -> {
          now = now.plus(Duration.ofMillis(random.nextInt(500)));
          takeDue(now, false);
          takeDue(now, true);
        }
      }
      assertThat(timers.next())
          .isEqualTo(
              planned.isEmpty()
                  ? Optional.empty()
                  : planned.values().stream().map(Planned::due).min(Comparator.naturalOrder()));
    }
  }

  private void takeDue(Instant now, boolean reports) {
    while (true) {
      @Nullable Planned expected = first(reports);
      Timers.@Nullable Timer taken = timers.takeDue(now, reports);
      if (expected == null || expected.due.isAfter(now)) {
        assertThat(taken).isNull();
        return;
      }
      Timers.Timer fires = Objects.requireNonNull(taken);
      assertThat(new Planned(fires.due(), fires.kind(), fires.name())).isEqualTo(expected);
      planned.remove(expected.kind + expected.name);
    }
  }

  @Test
  void farAwayMomentsKeepTheirOrder() {
    timers.schedule(Timers.Kind.HOURS, "never", Instant.MAX);
    timers.schedule(Timers.Kind.HOURS, "late", Instant.parse("9999-01-01T00:00:00Z"));
    timers.schedule(Timers.Kind.HOURS, "early", Instant.parse("2500-01-01T00:00:00Z"));

    assertThat(timers.next()).contains(Instant.parse("2500-01-01T00:00:00Z"));
    timers.cancel(Timers.Kind.HOURS, "early");
    assertThat(timers.next()).contains(Instant.parse("9999-01-01T00:00:00Z"));
  }

  @Test
  void aTicketHasOneTimerForItsNextStage() {
    Ticket ticket =
        new Ticket(
            new Ticket.Facts(
                LineFixture.ticket("1"),
                LineFixture.id("1"),
                LineFixture.QUEUE,
                "en",
                SkillSet.NONE,
                PhoneNumber.NONE,
                LineFixture.START,
                LineFixture.START,
                false,
                null),
            Ticket.Holder.UNKNOWN,
            "channel",
            LineFixture.START,
            Diversion.NONE);
    timers.scheduleStage(ticket, LineFixture.START.plusSeconds(1));
    timers.scheduleStage(ticket, LineFixture.START.plusSeconds(2));

    assertThat(timers.next()).contains(LineFixture.START.plusSeconds(2));
    Timers.@Nullable Timer taken = timers.takeDue(LineFixture.START.plusSeconds(3), false);
    assertThat(Objects.requireNonNull(taken).ticket()).isSameAs(ticket);
    assertThat(timers.next()).isEmpty();

    timers.scheduleStage(ticket, LineFixture.START.plusSeconds(4));
    timers.cancelStage(ticket);
    assertThat(timers.next()).isEmpty();
  }
}
