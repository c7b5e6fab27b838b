package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.plans.AgentPlanFile;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlanFile;

final class TrafficTest {

  /// Fewer callers of everything: these tests look at each of them.
  private static final Traffic SMALL =
      Shipped.with(
          Map.of(
              "people.calls-per-hour", "300",
              "people.alone-calls-per-hour", "20",
              "machines.common.attempts.per-second", "\"fixed 0.2\""));

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackAsItWas() throws IOException {
    Scenario everything = SMALL.make(List.of("people", "machines"), 11);
    everything.write(folder.resolve("day"));

    assertThat(CallerPlanFile.read(folder.resolve("day/callers.csv")))
        .isEqualTo(everything.callers());
    assertThat(AgentPlanFile.read(folder.resolve("day/agents.csv")))
        .containsExactlyInAnyOrderElementsOf(everything.agents());
  }

  @Test
  void theSameSeedWritesTheSameBytesAndAnotherSeedOthers() throws IOException {
    for (int i = 0; i < 3; i++) {
      SMALL
          .make(List.of("people", "machine.sequential"), i == 2 ? 8 : 9)
          .write(folder.resolve("run" + i));
    }

    for (String file : List.of("callers.csv", "agents.csv")) {
      assertThat(folder.resolve("run1").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("run0").resolve(file));
    }
    assertThat(
            Files.mismatch(folder.resolve("run0/callers.csv"), folder.resolve("run2/callers.csv")))
        .isNotNegative();
  }

  @Test
  void everyFamilyMakesPlansUnderNamesOfTheirOwnInOrderOfTime() {
    List<CallerPlan> callers = SMALL.make(List.of("human", "machines"), 1).callers();
    Set<String> families =
        callers.stream().map(CallerPlan::family).collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(Shipped.traffic().peopleFamilies());
    known.addAll(Shipped.traffic().machineFamilies());

    assertThat(families).isEqualTo(known).hasSizeGreaterThan(40);
    assertThat(callers).extracting(CallerPlan::planId).doesNotHaveDuplicates();
    assertThat(callers).extracting(CallerPlan::arriveSeconds).isSorted();
    assertThat(callers).allMatch(plan -> plan.isMachine() == plan.family().startsWith("machine."));
  }

  @Test
  void aCallerIsTheSameWhateverElseIsAskedForBesideIt() {
    Traffic traffic = SMALL;
    List<CallerPlan> alone = traffic.make(List.of("machine.random"), 3).callers();
    List<CallerPlan> beside =
        traffic.make(List.of("people", "machine.random", "machine.burst"), 3).callers();

    assertThat(beside.stream().filter(plan -> plan.family().equals("machine.random")))
        .containsExactlyElementsOf(alone);
  }

  @Test
  void theFirstWordsOfSeveralFamiliesNameThemAll() {
    assertThat(Shipped.callers("human.shared", 1))
        .extracting(CallerPlan::family)
        .containsOnly("human.shared.hospital", "human.shared.office", "human.shared.shelter");
  }

  @Test
  void unknownTrafficIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> Shipped.traffic().make(List.of("people", "robots", "human.mob"), 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("traffic robots: there is no such traffic")
        .hasMessageContaining("traffic human.mob: ")
        .hasMessageContaining("machine.sequential");
  }

  @Test
  void recordingsThatCallersPlayLieBesideTheFile() throws IOException {
    Shipped.traffic().make(List.of("machine.recording"), 1).write(folder.resolve("day"));

    byte[] sound = Files.readAllBytes(folder.resolve("day/recordings/offer.ulaw"));
    Set<Byte> values = new TreeSet<>();
    for (byte one : sound) {
      values.add(one);
    }
    assertThat(sound).hasSize(12 * 8000);
    assertThat(values).as("a voice, not silence").hasSizeGreaterThan(100);
  }

  @Test
  void aFolderThatHoldsAnythingIsNotWrittenInto() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    Scenario scenario = Shipped.traffic().make(List.of("human.relay"), 1);

    assertThatThrownBy(() -> scenario.write(folder))
        .isInstanceOf(Scenario.FolderInUseException.class)
        .hasMessageContaining("is not empty");
    assertThat(folder.resolve("callers.csv")).doesNotExist();
  }

  @Test
  void theDocumentTellsEveryFamilyAndNoOther() throws IOException {
    String document = Files.readString(Path.of("../docs/traffic.md"));
    Set<String> told = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `((?:human|machine)\\.[a-z0-9.-]+)` \\|").matcher(document);
    while (row.find()) {
      told.add(row.group(1));
    }
    Set<String> known = new TreeSet<>(Shipped.traffic().peopleFamilies());
    known.addAll(Shipped.traffic().machineFamilies());

    assertThat(told).isEqualTo(known);
  }
}
