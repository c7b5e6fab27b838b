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

/// `bench verdicts` as an operator types it, with measurements in JVMs of their own.
@Tag("slow")
final class BenchVerdictsTest {

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
  void everyGoalGetsARowAndAMissedOneIsNoFailure() {
    int code =
        new CommandLine(new BenchCommand()).execute("verdicts", "--quick", "--config", "../config");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(row -> row.matches("answers to seeded messages, as a hash: [0-9a-f]{16}"))
        .anyMatch(row -> row.matches("verdicts/s, whole calls .*>= 500,000 +(met|missed)"))
        .anyMatch(row -> row.matches("verdicts/s, arrivals .*>= 500,000 +(met|missed)"))
        .anyMatch(row -> row.matches("arrival: p99 .* us +<= 20 us +(met|missed)"))
        .anyMatch(row -> row.matches("join: p99 .* us +<= 20 us +(met|missed)"))
        .anyMatch(row -> row.matches("state: heap +20,000 numbers .* MB +<= 64 MB +met"));
  }
}
