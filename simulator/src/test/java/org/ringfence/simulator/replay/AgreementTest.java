package org.ringfence.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two runs are held against one another attempt by attempt.
class AgreementTest {

  @TempDir private Path folder;

  @Test
  void the_share_counts_attempts_of_both_runs_and_what_differs_is_named() throws IOException {
    Path first =
        run("a", "p,1,abandoned_queue,9", "p,2,served,20", "q,1,served,5", "only,1,served,");
    Path second =
        run("b", "p,1,abandoned_queue,9", "p,2,served,26", "q,1,rejected,", "q,2,served,1");

    Agreement agreement = Agreement.of(first, second);

    assertThat(agreement.both()).isEqualTo(3);
    assertThat(agreement.share()).isEqualTo(2 / 3.0);
    assertThat(agreement.onlyFirst()).isZero();
    assertThat(agreement.onlySecond()).isEqualTo(1);
    assertThat(agreement.waits()).isEqualTo(6);
    assertThat(agreement.totals())
        .containsEntry("served", new Agreement.Totals(2, 2))
        .containsEntry("rejected", new Agreement.Totals(0, 1))
        .doesNotContainKey("only");
    assertThat(agreement.text())
        .startsWith("66.67 % of 3 attempts ended alike")
        .contains("1  served / rejected");
  }

  private Path run(String name, String... rows) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        run.resolve("results.csv"),
        "plan_id,attempt,outcome,wait_s\n" + String.join("\n", rows) + "\n");
    return run;
  }
}
