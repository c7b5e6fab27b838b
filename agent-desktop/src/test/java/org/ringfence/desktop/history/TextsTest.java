package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "called from +16125550134 again, called from +1612•••••34 again",
    "6125550134., 612•••••34.",
    "(16125550134), (161••••••34)",
    "call 6125550134 or 6515550177, call 612•••••34 or 651•••••77"
  })
  void telephone_numbers_in_texts_are_masked(String text, String shown) {
    assertThat(Texts.masked(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rf1-1793541600.17",
        "Trf1-1793541600.17-2",
        "PJSIP/trunk-00000011",
        "2026-11-01T14:00:00.125Z",
        "PT12.000000001S",
        "16515550100-1793541600-1",
        "1793541600.17"
      })
  void names_and_times_are_no_numbers(String text) {
    assertThat(Texts.masked(text)).isEqualTo(text);
  }

  @Test
  void fields_of_numbers_and_codes_are_masked_at_every_depth() {
    ObjectNode node =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    "{\"line\":\"16515550100\",\"caller\":\"0134\",\"code\":\"4711\","
                        + "\"front\":[{\"number\":\"+16125550134\",\"code\":\"1234\"},\"6515550177\"]}");
    Texts.mask(node);
    assertThat(node.toString())
        .contains("16515550100")
        .doesNotContain("0134", "4711", "1234", "5550177");
  }

  @Test
  void what_no_database_takes_becomes_a_question_mark() {
    assertThat(Texts.storable("a\u0000b\ud800c😀")).isEqualTo("a?b?c😀");
    assertThat(Texts.storable("plain")).isSameAs("plain");
  }
}
