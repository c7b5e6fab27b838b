package org.ringfence.simulator.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.incident.IncidentFigures.Morning;

/// Whether a scenario fits the day, and what is said of it.
final class IncidentTableTest {

  private static final Morning ALONE = morning(3000, 0, 600, 0.01);
  private static final Morning ATTACKED = morning(6000, 0.77, 33 * 60, 0.013);

  private static Morning morning(
      double timeToAgent, double busyShare, double waitSeconds, double overTwoHours) {
    return new Morning(
        timeToAgent,
        0.6,
        busyShare,
        0,
        waitSeconds,
        2 * waitSeconds,
        overTwoHours,
        80_000,
        10_000,
        6e5,
        3e6);
  }

  private static IncidentTable table(Morning people, Morning off, Morning on) {
    return new IncidentTable(
        List.of(new IncidentFigures(1, people, off, on), new IncidentFigures(2, people, off, on)));
  }

  @Test
  void aScenarioLikeThatDayFits() {
    assertThat(table(ALONE, ATTACKED, ALONE).misfits()).isEmpty();
  }

  @Test
  void aScenarioUnlikeThatDayIsRefusedForEachReason() {
    Morning mild = morning(3000, 0.1, 20 * 60, 0.001);
    Morning crowded = morning(3000, 0.01, 16 * 60, 0);

    assertThat(table(crowded, mild, ALONE).misfits())
        .satisfiesExactly(
            misfit -> assertThat(misfit).contains("20.0 min, not 25 to 45"),
            misfit -> assertThat(misfit).contains("10.0 % of people hear a busy signal, not 30"),
            misfit -> assertThat(misfit).contains("0.10 % of those served wait over two hours"),
            misfit -> assertThat(misfit).contains("16.0 min, more than 15"),
            misfit -> assertThat(misfit).contains("without machines 1.00 % of people hear"));
  }

  @Test
  void theRatioIsOfTheSums() {
    IncidentTable table =
        new IncidentTable(
            List.of(
                new IncidentFigures(1, morning(100, 0, 1, 0), ATTACKED, morning(110, 0, 1, 0)),
                new IncidentFigures(2, morning(300, 0, 1, 0), ATTACKED, morning(300, 0, 1, 0))));

    assertThat(table.timeToAgentRatio()).isCloseTo(410 / 400.0, within(1e-9));
    assertThat(table.markdown())
        .contains("| wait of those served | 0.0 min | 33.0 min | 0.0 min |");
  }
}
