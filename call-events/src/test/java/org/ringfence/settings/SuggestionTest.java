package org.ringfence.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

  private static final List<String> KEYS = List.of("silence", "seconds", "prompts", "keys", "next");

  @Test
  void aSlipOfTheFingerFindsTheWordThatWasMeant() {
    assertThat(Suggestion.of("silense", KEYS)).isEqualTo("; did you mean \"silence\"?");
    assertThat(Suggestion.of("nxet", KEYS)).contains("\"next\"");
    assertThat(Suggestion.of("prompt", KEYS)).contains("\"prompts\"");
  }

  @Test
  void whatIsNearNothingSuggestsNothing() {
    assertThat(Suggestion.of("holiday", KEYS)).isEmpty();
    assertThat(Suggestion.of("x", KEYS)).isEmpty();
    assertThat(Suggestion.of("anything", List.of())).isEmpty();
  }
}
