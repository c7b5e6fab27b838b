package org.ringfence.detector.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.campaigns.BookUnderTest.KEY_TIME;
import static org.ringfence.detector.campaigns.BookUnderTest.cell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ScreeningDecision.CampaignReported;

/// What a campaign says of itself, and that a restart changes nothing of it.
class CampaignWordsTest {

  private final long seed = Long.getLong("sim.seed", 20161101L);
  private final Random random = new Random(seed);
  private final BookUnderTest line = new BookUnderTest();

  private String why() {
    List<CampaignReported> told = line.after(Duration.ofSeconds(6));
    assertThat(told).hasSize(1);
    return told.getFirst().why();
  }

  @Test
  void whyCountsAttemptsAndNumbersAndTheKeyTimeWithItsSpreadAndShares() {
    for (int i = 0; i < 10; i++) {
      line.asked(KEY_TIME, i % 2 == 0 ? 4.0 : 4.2, i == 0, i < 2);
    }

    assertThat(why())
        .isEqualTo(
            "10 attempts, about 10 numbers, language key at 4.1 s ± 0.1"
                + ", 90 % then keyed nothing, 80 % never heard");
  }

  @Test
  void whyTellsAfterWhatTimeCallersHangUpWhereThatIsAlwaysTheSame() {
    CampaignId id = line.attempts(KEY_TIME, 10);
    for (int i = 0; i < 10; i++) {
      line.book().lasted(id, i % 2 == 0 ? 12.0 : 12.2);
    }

    assertThat(why()).endsWith(", hung up after 12.1 s ± 0.1");
  }

  @Test
  void peopleHangUpAfterTimesOfTheirOwnWhichIsNoWordWorth() {
    CampaignId id = line.attempts(KEY_TIME, 10);
    for (int i = 0; i < 10; i++) {
      line.book().lasted(id, 12 * Math.exp(0.4 * random.nextGaussian()));
    }

    assertThat(why()).doesNotContain("hung up");
    assertThat(line.book().sameLength(id)).isEmpty();
  }

  @Test
  void whyCountsANumberOnceHoweverOftenItCallsAndWithheldOnesNotAtAll() {
    for (int i = 0; i < 20; i++) {
      line.book()
          .sight(
              KEY_TIME,
              line.sighting(i % 2 == 0 ? (Long) 77L : null, null, true, false),
              new ArrayList<>());
    }

    assertThat(why()).isEqualTo("20 attempts, about 1 numbers");
  }

  @Test
  void theNumberOfNumbersIsAboutRightWhenThereAreMany() {
    line.attempts(KEY_TIME, 20_000);

    assertThat(line.after(Duration.ofSeconds(6)))
        .singleElement()
        .satisfies(report -> assertThat(report.numbers()).isBetween(18_000L, 22_000L));
  }

  @Test
  void whatACallDoesAtItsQuestionsIsCountedWithTheCampaignThatItWasSightedIn() {
    CampaignId id = line.attempts(KEY_TIME, 8);
    for (int i = 0; i < 4; i++) {
      line.book().behaved(id, line.sighting(1L, 4.0, i == 0, true));
    }

    assertThat(why()).contains("language key at 4.0 s ± 0.0", "100 % then", "75 % never heard");
  }

  @Test
  void whyTellsHowManyCallsAgentsTookForMachines() {
    CampaignId id = line.attempts(KEY_TIME, 8);
    line.book().labelled(id);
    line.book().labelled(id);

    assertThat(why()).endsWith(", 2 called machines by agents");
  }

  @Test
  void aTimerIsKnownByItsIntervalsAfterTwentyOfThem() {
    CampaignId id = line.attempt(KEY_TIME);
    for (int i = 0; i < Campaign.RHYTHM_FROM - 1; i++) {
      line.after(Duration.ofSeconds(1));
      line.attempt(KEY_TIME);
    }
    assertThat(line.book().isRhythmic(id)).isFalse();

    line.after(Duration.ofSeconds(1));
    line.attempt(KEY_TIME);

    assertThat(line.book().isRhythmic(id)).isTrue();
    assertThat(why()).contains("as regular as a timer (0.00)");
  }

  @Test
  void peopleWhoCallAtRandomAreNoTimer() {
    CampaignId id = line.attempt(KEY_TIME);
    for (int i = 0; i < 500; i++) {
      line.after(Duration.ofMillis(Math.round(-1000 * Math.log(1 - random.nextDouble()))));
      line.attempt(KEY_TIME);
      assertThat(line.book().isRhythmic(id)).as("seed %d, %d", seed, i).isFalse();
    }
  }

  @Test
  void aRestartedBookIsTheSameAndGoesOnTheSame() {
    BookUnderTest restarted = new BookUnderTest();
    for (int i = 0; i < 3_000; i++) {
      act(line, new Random(seed + i));
      act(restarted, new Random(seed + i));
      Duration pause = Duration.ofMillis(random.nextInt(100) == 0 ? 310_000 : 700);
      assertThat(restarted.after(pause)).as("seed %d", seed).isEqualTo(line.after(pause));
      if (i % 97 == 0) {
        restarted.restart();
      }
      if (i % 50 == 0) {
        assertThat(restarted.book().save()).as("seed %d", seed).isEqualTo(line.book().save());
      }
    }
  }

  private static void act(BookUnderTest book, Random chance) {
    CampaignId id =
        book.asked(cell(chance.nextInt(100)), 3 + chance.nextDouble(), chance.nextBoolean(), false);
    if (chance.nextInt(10) == 0) {
      book.book().labelled(id);
    }
    if (chance.nextInt(200) == 0) {
      book.book().release(id, "sue", "why", book.now(), new ArrayList<>());
    }
    for (int i = 0; i < 4; i++) {
      book.attempt(cell(chance.nextInt(5)));
    }
  }
}
