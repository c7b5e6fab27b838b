package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// How long prompts play that nobody has built.
final class PromptLengthsTest {

  @Test
  void estimatedLengthsAreReadBackWhereverTheMachineStands() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      List<String> lines = PromptLengths.estimated(TestCenter.CONFIG.resolve("prompts"));

      // "Thank you for calling the enrollment line.": seven words at 150 a minute.
      assertThat(PromptLengths.of(lines).seconds(List.of("ringfence/en/welcome"))).isEqualTo(2.8);
    } finally {
      Locale.setDefault(before);
    }
  }
}
