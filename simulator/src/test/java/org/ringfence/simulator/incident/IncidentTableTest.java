package org.ringfence.simulator.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.incident.IncidentFigures.Morning;

/// Whether a scenario fits the day, and what is said of it.
final class IncidentTableTest {

  private static final Morning ALONE = morning(3000, 0, 600, 0.01);
  private static final Morning ATTACKED = morning(6000, 0.77, 33 * 60, 0.013);

  private static Morning morning(
      double timeToAgent, double busyShare, double waitSeconds, double overTwoHours) {
    return morning(timeToAgent, 0.6, busyShare, waitSeconds, overTwoHours, 10_000, 6e5);
  }

  private static Morning morning(
      double timeToAgent,
      double servedShare,
      double busyShare,
      double waitSeconds,
      double overTwoHours,
      double machinesReachedAgent,
      double machineAgentSeconds) {
    return new Morning(
        timeToAgent,
        servedShare,
        5_000 * busyShare,
        busyShare,
        0,
        waitSeconds,
        2 * waitSeconds,
        1.5 * waitSeconds,
        waitSeconds == 0 ? null : 4 * waitSeconds,
        overTwoHours,
        80_000,
        machinesReachedAgent,
        machineAgentSeconds,
        3e6 - machineAgentSeconds);
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

  private static List<String> targets(Morning on) {
    Morning alone = morning(3000, 0.6, 0, 600, 0.01, 0, 0);
    return table(alone, ATTACKED, on).targets();
  }

  @Test
  void aDefenceThatGivesTheQuietMorningBackMeetsAllTargets() {
    assertThat(targets(morning(3089, 0.5971, 0, 600, 0.01, 239, 14_999)))
        .hasSize(5)
        .allMatch(line -> line.endsWith(": met"));
  }

  @Test
  void eachTargetIsMissedByItself() {
    assertThat(targets(morning(3100, 0.5969, 0.01, 600, 0.01, 241, 15_001)))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("1.0333, at most 1.030 (must: 1.050)")
                    .endsWith("missed, within what must hold"),
            line -> assertThat(line).contains("people served").endsWith(": missed"),
            line -> assertThat(line).contains("busy signal").endsWith(": missed"),
            line -> assertThat(line).contains("of their attempts").endsWith(": missed"),
            line -> assertThat(line).contains("talk time").endsWith(": missed"));
    assertThat(targets(morning(3151, 0.6, 0, 600, 0.01, 0, 0)).getFirst()).endsWith(": missed");
  }

  @Test
  void theTableTellsWaitsBySkillAndWhatMachinesGot() {
    assertThat(table(ALONE, ATTACKED, ALONE).markdown())
        .contains("| people served, of those without an attack | 100.0 % | 100.0 % | 100.0 % |")
        .contains("| people who heard a busy signal, in number | 0 | 3850 | 0 |")
        .contains("| 95 % of those who need no specialist waited at most | 15.0 min | 49.5 min |")
        .contains("| 95 % of those who need one waited at most | 40.0 min | 132.0 min |")
        .contains(
            "| machines that reached an agent, of their attempts | 12.50 % | 12.50 % | 12.50 % |");
    Morning nobody = morning(3000, 0, 0, 0);
    assertThat(table(nobody, nobody, nobody).markdown())
        .contains("| 95 % of those who need one waited at most | - | - | - |");
  }

  @Test
  void theDocumentHoldsTheTargetsToo() {
    assertThat(table(ALONE, ATTACKED, ALONE).document().get("targets"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(5)
        .first()
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("value", 1.0)
        .containsEntry("at_most", 1.03)
        .containsEntry("standing", "met");
  }
}
