package org.ringfence.platform.bench.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswersHashTest {

  private static final int MESSAGES = 600;

  @Test
  void theSameConfigurationGivesTheSameHash() {
    String hash = new AnswersHash(BenchLine.read("../config", "")).of(MESSAGES);

    assertThat(new AnswersHash(BenchLine.read("../config", "")).of(MESSAGES)).isEqualTo(hash);
  }

  @Test
  void anotherDecisionGivesAnotherHash() {
    String hash = new AnswersHash(BenchLine.read("../config", "")).of(MESSAGES);

    assertThat(new AnswersHash(BenchLine.read("../config", "defence.mode=off")).of(MESSAGES))
        .isNotEqualTo(hash);
  }
}
