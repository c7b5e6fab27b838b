package org.ringfence.platform.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `simulate` as an operator types it.
final class SimulateCommandTest {

  private static final String CONFIG = "../config";

  @TempDir Path folder;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream err = System.err;
  private final PrintStream out = System.out;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setErr(err);
    System.setOut(out);
  }

  private int simulate(String callers, String outName) throws IOException {
    Path plans = Files.writeString(folder.resolve("callers.csv"), callers);
    Path agents =
        Files.writeString(folder.resolve("agents.csv"), "agent_id,skills\nann,\nbob,en\n");
    return new CommandLine(new SimulateCommand())
        .execute(
            "--callers",
            plans.toString(),
            "--agents",
            agents.toString(),
            "--defence",
            "on",
            "--seed",
            "7",
            "--config",
            CONFIG,
            // Whatever prompts an older state of the project built on this machine.
            "--set",
            "prompts=" + folder.resolve("no-prompts"),
            "--out",
            folder.resolve(outName).toString());
  }

  private static String morning() {
    StringBuilder plans = new StringBuilder("plan_id,arrive_s,number,talk_s,label,family\n");
    for (int i = 0; i < 60; i++) {
      plans.append("p" + i + "," + i * 20 + ",+1612555" + (1000 + i) + ",60,human,human.any\n");
    }
    return plans.toString();
  }

  @Test
  void theSameFilesAndSeedGiveTheSameBytes() throws IOException {
    assertThat(simulate(morning(), "one")).isEqualTo(ExitCode.OK);
    assertThat(simulate(morning(), "two")).isEqualTo(ExitCode.OK);

    for (String file : new String[] {"results.csv", "summary.json", "timeline.csv"}) {
      assertThat(folder.resolve("two").resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
    assertThat(Files.readAllLines(folder.resolve("one/results.csv"))).hasSize(61);
  }

  @Test
  void badRowsAreToldBeforeAnythingRuns() throws IOException {
    String plans = "plan_id,arrive_s,label\na,0,human\nb,later,robot\n";

    assertThat(simulate(plans, "out")).isEqualTo(ExitCode.CONFIGURATION);

    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("callers.csv:3: arrive_s: must be a number")
        .contains("callers.csv:3: label: there is no \"robot\"")
        .contains("nothing was run");
    assertThat(folder.resolve("out/results.csv")).doesNotExist();
  }

  @Test
  void aFolderWithOtherFilesIsNotTouched() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/letter.txt"), "dear");

    assertThat(simulate(morning(), "mine")).isEqualTo(ExitCode.CONFIGURATION);

    assertThat(told.toString(StandardCharsets.UTF_8)).contains("letter.txt");
    assertThat(folder.resolve("mine")).isDirectoryNotContaining("glob:**results.csv");
  }
}
