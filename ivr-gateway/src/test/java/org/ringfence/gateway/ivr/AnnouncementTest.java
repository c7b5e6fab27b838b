package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PredictedWait;
import org.ringfence.gateway.ivr.Announcement.Spoken;
import org.ringfence.gateway.ivr.Announcement.Told;

final class AnnouncementTest {

  private static PredictedWait seconds(int low, int high) {
    return new PredictedWait(
        Duration.ofSeconds(low), Duration.ofSeconds((low + high) / 2), Duration.ofSeconds(high));
  }

  private static Spoken say(int position, @Nullable PredictedWait wait, @Nullable Told before) {
    return Announcement.of(Language.EN, position, wait, before);
  }

  private static List<String> ids(Spoken spoken) {
    return spoken.prompts().stream().map(path -> path.substring("ringfence/en/".length())).toList();
  }

  @Test
  void theRangeIsRoundedOutward() {
    assertThat(ids(say(12, seconds(21 * 60, 28 * 60), null)))
        .containsExactly(
            "your-number",
            "n-12",
            "in-line",
            "wait-between",
            "n-20",
            "wait-and",
            "n-30",
            "minutes");
  }

  @Test
  void theNextInLineHearsSoAndAShortWait() {
    assertThat(ids(say(1, seconds(10, 50), null)))
        .containsExactly("next-in-line", "wait-under-minute");
    assertThat(ids(say(1, seconds(10, 250), null)))
        .containsExactly("next-in-line", "wait-less-than", "n-5", "minutes");
  }

  @Test
  void anUnknownWaitIsSaidToBeUnknownAndThePositionAllTheSame() {
    assertThat(ids(say(3, null, null)))
        .containsExactly("your-number", "n-3", "in-line", "wait-unknown");
  }

  @Test
  void aRangeThatHelpsNobodyIsNotSaid() {
    assertThat(ids(say(3, seconds(60, 4 * 3600), null))).contains("wait-unknown");
    assertThat(ids(say(200, seconds(50 * 60, 4 * 3600), null)))
        .containsSubsequence("wait-more-than", "n-45", "minutes");
  }

  @Test
  void whileAPhoneRingsForTheCallerNothingIsSaid() {
    assertThat(say(0, seconds(0, 60), null).prompts()).isEmpty();
  }

  @Test
  void aJitterOfThePredictionDoesNotChangeWhatWasSaid() {
    Spoken again = say(9, seconds(22 * 60, 32 * 60), new Told(20, 30));
    assertThat(again.told()).isEqualTo(new Told(20, 30));
    assertThat(ids(again)).doesNotContain("wait-longer");
  }

  @Test
  void aWorseWaitIsSaidWithAnApology() {
    Spoken worse = say(9, seconds(35 * 60, 50 * 60), new Told(20, 30));
    assertThat(ids(worse)).containsSubsequence("wait-longer", "wait-between", "n-30", "n-60");
    assertThat(worse.told()).isEqualTo(new Told(30, 60));
  }

  @Test
  void aBetterWaitNeverRaisesTheLowerEnd() {
    assertThat(say(9, seconds(16 * 60, 19 * 60), new Told(10, 30)).told())
        .isEqualTo(new Told(10, 20));
  }

  @Test
  void numbersAreSaidAsPeopleSayThem() {
    assertThat(SpokenNumber.ids(Language.EN, 1_121, SpokenNumber.Form.COUNTING))
        .containsExactly("n-1", "n-thousand", "n-100", "n-21");
    assertThat(SpokenNumber.ids(Language.ES, 1_121, SpokenNumber.Form.COUNTING))
        .containsExactly("n-thousand", "n-100-and", "n-21");
    assertThat(SpokenNumber.ids(Language.ES, 100, SpokenNumber.Form.COUNTING))
        .containsExactly("n-100");
    assertThat(SpokenNumber.ids(Language.ES, 21, SpokenNumber.Form.BEFORE_MASCULINE))
        .containsExactly("n-21-m");
    assertThat(SpokenNumber.ids(Language.ES, 11, SpokenNumber.Form.BEFORE_MASCULINE))
        .containsExactly("n-11");
    assertThat(SpokenNumber.ids(Language.EN, 0, SpokenNumber.Form.COUNTING)).containsExactly("n-0");
  }

  @Test
  void everyWaitAndPositionCanBeSaid() {
    for (Language language : Language.values()) {
      Collection<String> known = Announcement.allIds(language);
      for (int i = 1; i < 3_000; i++) {
        Spoken spoken =
            Announcement.of(language, i, seconds(i * 7, i * 11), new Told(i % 50, i % 50 + 10));
        String folder = "ringfence/" + language.code() + "/";
        assertThat(known)
            .containsAll(
                spoken.prompts().stream().map(path -> path.substring(folder.length())).toList());
      }
    }
  }
}
