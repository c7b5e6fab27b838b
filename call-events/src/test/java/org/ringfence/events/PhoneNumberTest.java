package org.ringfence.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+16125550134, +1612•••••34",
    "16125550134, 161••••••34",
    "+4915112345678, +49•••••••••78",
    "x\" | \"1\" = \"1, malformed(13)",
    "'', withheld"
  })
  void showsOnlyAreaCodeAndLastTwoDigits(String delivered, String shown) {
    assertThat(PhoneNumber.of(delivered)).hasToString(shown);
    assertThat("caller " + PhoneNumber.of(delivered)).doesNotContain("55501");
  }

  @Test
  void controlCharactersAndEndlessNumbersAreTamedButKept() {
    PhoneNumber hostile = PhoneNumber.of("12\r\nEvil: 1" + "9".repeat(10_000));

    assertThat(hostile.raw()).hasSize(PhoneNumber.MAX_LENGTH).startsWith("12??Evil: 1");
    assertThat(hostile.isE164()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "6125550134, +16125550134",
    "16125550134, +16125550134",
    "+16125550134, +16125550134",
    "911, 911"
  })
  void northAmericanDigitsBecomeE164(String delivered, String normalized) {
    assertThat(PhoneNumber.of(delivered).normalized().raw()).isEqualTo(normalized);
  }
}
