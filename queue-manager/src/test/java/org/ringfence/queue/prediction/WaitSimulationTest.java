package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
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
}
