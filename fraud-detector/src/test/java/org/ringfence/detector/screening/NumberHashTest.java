package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NumberHashTest {

  private static byte[] countingKey() {
    byte[] key = new byte[16];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return key;
  }

  @Test
  void agreesWithTheTestVectorsOfTheSipHashPaper() {
    NumberHash hash = new NumberHash(countingKey());
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 15; c++) {
      text.append(c);
    }

    assertThat(hash.of(text.toString())).isEqualTo(0xa129ca6149be45e5L);
    assertThat(hash.of("")).isEqualTo(0x726fdb47dd0e0e31L);
  }

  @Test
  void anotherKeyGivesAnotherHash() {
    assertThat(new NumberHash(countingKey()).of("+16125550111"))
        .isNotEqualTo(new NumberHash(LineUnderTest.KEY).of("+16125550111"));
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberHash(new byte[15]));
  }
}
