package org.ringfence.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read of `results.csv`.
final class AttemptsTest {

  private static final Grid GRID = new Grid(0, 60, 10);

  private static Attempts read(Path folder, String... rows) throws IOException {
    Path file = folder.resolve("results.csv");
    Files.writeString(
        file,
        "at_s,outcome,label,joined_s,wait_s,announced_low_s,announced_high_s,diverted\n"
            + String.join("\n", rows)
            + "\n");
    return Attempts.read(file, GRID);
  }

  @Test
  void whoPassedFromTheDivertedLineWasToldTheWaitOfAnother(@TempDir Path folder)
      throws IOException {
    Attempts attempts =
        read(
            folder,
            "0,served,human,20,100,60,120,0",
            "1,served,human,20,100,60,120,1",
            "2,diverted_served,human,20,100,60,120,1");

    assertThat(attempts.told().count()).isEqualTo(1);
    assertThat(attempts.people(OutcomeGroup.SERVED)[0]).isEqualTo(3);
  }

  @Test
  void endsByTheDefenceAreLayersOfTheirOwn(@TempDir Path folder) throws IOException {
    Attempts attempts =
        read(
            folder,
            "0,let_go,machine,,,,,0",
            "61,challenge_failed,machine,,,,,0",
            "62,rejected,human,,,,,0");

    assertThat(attempts.all(OutcomeGroup.LET_GO)[0]).isEqualTo(1);
    assertThat(attempts.all(OutcomeGroup.CHALLENGE_FAILED)[1]).isEqualTo(1);
    assertThat(attempts.people(OutcomeGroup.REJECTED)[1]).isEqualTo(1);
    assertThat(attempts.rows()).isEqualTo(3);
  }
}
