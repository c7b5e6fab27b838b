package org.ringfence.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfence.simulator.replay.Meaning.RangeWord;
import org.ringfence.simulator.replay.Meaning.Spoken;
import org.ringfence.simulator.results.AttemptResult.Range;

/// What was announced is what was heard.
class HeardRangeTest {

  private final HeardRange range = new HeardRange();

  @Test
  void between_two_numbers_of_minutes_also_of_several_words() {
    hear(new Spoken(12), RangeWord.BETWEEN, new Spoken(90), RangeWord.AND, new Spoken(100));
    hear(new Spoken(20), RangeWord.MINUTES);

    assertThat(range.heard()).isEqualTo(new Range(5_400, 7_200));
  }

  @Test
  void more_than_has_no_upper_end_and_less_than_no_lower_one() {
    hear(RangeWord.MORE_THAN, new Spoken(45), RangeWord.MINUTES);
    HeardRange other = new HeardRange();
    other.hear(RangeWord.LESS_THAN);
    other.hear(new Spoken(3));
    other.hear(RangeWord.MINUTES);

    assertThat(range.heard()).isEqualTo(new Range(2_700, Double.POSITIVE_INFINITY));
    assertThat(other.heard()).isEqualTo(new Range(0, 180));
  }

  @Test
  void the_first_announcement_counts_and_half_of_one_is_none() {
    hear(RangeWord.BETWEEN, new Spoken(5), RangeWord.AND);
    assertThat(range.heard()).isNull();

    hear(RangeWord.UNDER_A_MINUTE, RangeWord.LESS_THAN, new Spoken(10), RangeWord.MINUTES);
    assertThat(range.heard()).isEqualTo(new Range(0, 60));
  }

  private void hear(Meaning... words) {
    for (Meaning word : words) {
      if (word instanceof Spoken number) {
        range.hear(number);
      } else if (word instanceof RangeWord said) {
        range.hear(said);
      }
    }
  }
}
