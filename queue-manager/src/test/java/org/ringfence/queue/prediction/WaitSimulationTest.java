package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The prediction in a simulated overloaded line, beside what else could have been told.
final class WaitSimulationTest {

  private static final Logger log = LoggerFactory.getLogger(WaitSimulationTest.class);

  @Test
  void inAnOverloadedLineItBeatsAsterisksAverageAndTheLastCallersWait() {
    long seed = Long.getLong("sim.seed", 11);
    OverloadedLine.Errors errors = new OverloadedLine(20, 1.3, seed).run(40_000);
    log.info(
        String.format(
            Locale.ROOT,
            "seed %d, %d tagged callers: RRASE ours %.3f, told QLm %.3f, last to enter %.3f,"
                + " Asterisk's average %.3f; coverage %.3f",
            seed,
            errors.tagged(),
            errors.ours(),
            errors.toldParameters(),
            errors.lastToEnter(),
            errors.asterisk(),
            errors.coverage()));

    assertThat(errors.tagged()).isGreaterThan(800);
    assertThat(errors.ours()).isLessThan(errors.lastToEnter());
    assertThat(errors.ours()).isLessThan(errors.asterisk());
    assertThat(errors.ours()).isLessThan(1.10 * errors.toldParameters());
    assertThat(errors.coverage()).isCloseTo(0.8, within(0.08));
  }

  /// Every other agent works two hours and is away for two.
  @Test
  void aLineThatKnowsItsShiftsTellsWaitsBetter() {
    List<Span> everyOther =
        List.of(
                "00:00-02:00",
                "04:00-06:00",
                "08:00-10:00",
                "12:00-14:00",
                "16:00-18:00",
                "20:00-22:00")
            .stream()
            .map(Span::parse)
            .toList();
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, everyOther);
    }
    Calendar shift = new Calendar(ZoneOffset.UTC, week, Map.of());
    long seed = Long.getLong("sim.seed", 11);
    OverloadedLine.Errors unknown = new OverloadedLine(20, 1.3, seed, shift, false).run(40_000);
    OverloadedLine.Errors known = new OverloadedLine(20, 1.3, seed, shift, true).run(40_000);
    log.info(
        String.format(
            Locale.ROOT,
            "seed %d, shifts: RRASE %.3f, not knowing them %.3f; coverage %.3f, %.3f",
            seed,
            known.ours(),
            unknown.ours(),
            known.coverage(),
            unknown.coverage()));

    assertThat(known.ours()).isLessThan(0.9 * unknown.ours());
    assertThat(known.coverage()).isCloseTo(0.8, within(0.08));
  }
}
