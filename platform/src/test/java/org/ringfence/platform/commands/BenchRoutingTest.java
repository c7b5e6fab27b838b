package org.ringfence.platform.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `bench routing` as an operator types it, with measurements in JVMs of their own.
@Tag("slow")
final class BenchRoutingTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setOut(out);
  }

  @Test
  void eachSizeOfTheLineGetsARowAndEachGoalAVerdict() {
    int code =
        new CommandLine(new BenchCommand()).execute("routing", "--quick", "--config", "../config");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(row -> row.matches(" +100 +[0-9,]+ +[1-9][0-9,]* +[0-9.]+ .*"))
        .anyMatch(row -> row.matches(" +1,000 +[0-9,]+ +[1-9][0-9,]* +[0-9.]+ .*"))
        .anyMatch(row -> row.matches("events/s +[0-9,]+ +>= 100,000 +(met|missed)"))
        .anyMatch(row -> row.matches("p99 of an event .* us +<= 50 us +(met|missed)"))
        .anyMatch(
            row -> row.matches("growth of the cost +x .* <= x 1.50 \\(log n\\) +(met|missed)"));
  }
}
