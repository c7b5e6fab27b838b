package org.ringfence.detector.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.campaigns.BookUnderTest.KEY_TIME;
import static org.ringfence.detector.campaigns.BookUnderTest.START;
import static org.ringfence.detector.campaigns.BookUnderTest.cell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.CampaignReported;

class CampaignBookTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final BookUnderTest line = new BookUnderTest();

  @Test
  void callsOfOneCellAreOneCampaignAndThoseOfAnotherAreAnother() {
    CampaignId first = line.attempt(KEY_TIME);

    assertThat(line.attempt(KEY_TIME)).isEqualTo(first);
    assertThat(line.attempt(cell(84))).isNotEqualTo(first);
  }

  @Test
  void sevenAttemptsAreToldToNobodyAndTheEighthConfirms() {
    CampaignId id = line.attempts(KEY_TIME, 7);
    assertThat(line.after(SECOND)).isEmpty();

    line.attempt(KEY_TIME);

    List<CampaignReported> told = line.after(SECOND);
    assertThat(told).hasSize(1);
    CampaignReported report = told.getFirst();
    assertThat(report.campaign()).isEqualTo(id);
    assertThat(report.line()).isEqualTo(new LineId("16515550100"));
    assertThat(report.state()).isEqualTo(CampaignState.CONFIRMED);
    assertThat(report.name()).isEqualTo(KEY_TIME.words());
    assertThat(report.attempts()).isEqualTo(8);
    assertThat(report.numbers()).isEqualTo(8);
    assertThat(report.since()).isEqualTo(START);
    assertThat(report.at()).isEqualTo(line.now());
  }

  @Test
  void aRunningCampaignIsToldAtMostEveryFiveSeconds() {
    line.attempts(KEY_TIME, 8);
    List<Instant> told = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      line.after(Duration.ofMillis(100)).forEach(report -> told.add(report.at()));
      line.attempt(KEY_TIME);
    }

    assertThat(told).hasSizeBetween(10, 12);
    for (int i = 1; i < told.size(); i++) {
      assertThat(Duration.between(told.get(i - 1), told.get(i)))
          .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }
  }

  @Test
  void nothingIsToldWhereNothingCame() {
    line.attempts(KEY_TIME, 8);
    assertThat(line.after(SECOND)).hasSize(1);

    assertThat(line.after(Duration.ofSeconds(30))).isEmpty();
    line.attempt(KEY_TIME);
    assertThat(line.after(SECOND))
        .singleElement()
        .satisfies(report -> assertThat(report.attempts()).isEqualTo(9));
  }

  @Test
  void aCampaignEndsFiveMinutesAfterItsLastAttemptAndThatIsToldOnce() {
    CampaignId id = line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    assertThat(line.book().nextDue())
        .contains(START.plus(CampaignBook.ENDED_AFTER).plusMillis(500));

    assertThat(line.after(Duration.ofSeconds(299))).isEmpty();
    assertThat(line.after(Duration.ofMillis(500)))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.campaign()).isEqualTo(id);
          assertThat(report.state()).isEqualTo(CampaignState.ENDED);
          assertThat(report.attempts()).isEqualTo(8);
        });

    assertThat(line.book().nextDue()).isEmpty();
    assertThat(line.after(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void whatWasOnlySuspectedEndsUntoldAndIsForgotten() {
    line.attempts(KEY_TIME, 7);

    assertThat(line.after(Duration.ofMinutes(6))).isEmpty();
    assertThat(line.book().save().campaigns()).isEmpty();
  }

  @Test
  void whatComesAgainAfterTheEndIsANewCampaign() {
    CampaignId before = line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    line.after(Duration.ofMinutes(6));

    assertThat(line.attempts(KEY_TIME, 8)).isNotEqualTo(before);
    assertThat(line.after(SECOND))
        .singleElement()
        .satisfies(report -> assertThat(report.attempts()).isEqualTo(8));
  }

  @Test
  void anEndedCampaignIsForgottenAfterHalfADay() {
    line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    line.after(Duration.ofMinutes(6));
    assertThat(line.book().save().campaigns()).hasSize(1);

    line.after(CampaignBook.KEPT);

    assertThat(line.book().save().campaigns()).isEmpty();
  }

  @Test
  void anEighthAttemptFollowedBySilenceIsToldOnTheTickThatTheBookAskedFor() {
    line.attempts(KEY_TIME, 7);
    line.after(SECOND);
    line.attempt(KEY_TIME);

    Instant due = line.book().nextDue().orElseThrow();

    assertThat(due).isBefore(line.now().plus(SECOND));
    assertThat(line.after(Duration.between(line.now(), due)))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.state()).isEqualTo(CampaignState.CONFIRMED);
          assertThat(report.attempts()).isEqualTo(8);
        });
  }

  @Test
  void theLastAttemptsBeforeASilenceAreToldToo() {
    line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    line.attempts(KEY_TIME, 3);
    line.after(SECOND);

    Instant due = line.book().nextDue().orElseThrow();

    assertThat(line.after(Duration.between(line.now(), due)))
        .singleElement()
        .satisfies(report -> assertThat(report.attempts()).isEqualTo(11));
    assertThat(line.book().nextDue()).contains(START.plusSeconds(301).plusMillis(500));
  }

  @Test
  void whatNoTickCouldTellInTimeIsToldAsEnded() {
    line.attempts(KEY_TIME, 8);

    assertThat(line.after(Duration.ofMinutes(6)))
        .singleElement()
        .satisfies(report -> assertThat(report.state()).isEqualTo(CampaignState.ENDED));
  }

  @Test
  void attemptsRefusedAtTheDoorAreCountedKeepACampaignRunningAndSayNothingOfItsRhythm() {
    CampaignId id = line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    line.after(Duration.ofMinutes(4));
    line.book().refused(id, 300, line.now().toEpochMilli());
    line.book().refused(new CampaignId("none"), 300, line.now().toEpochMilli());
    line.restart();

    assertThat(line.after(Duration.ofMinutes(4)))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.state()).isEqualTo(CampaignState.CONFIRMED);
          assertThat(report.attempts()).isEqualTo(308);
          assertThat(report.numbers()).isEqualTo(8);
          assertThat(report.why()).contains("308 attempts", "300 of them refused at the door");
        });
    assertThat(line.book().isRhythmic(id)).isFalse();
  }

  @Test
  void aReleasedCampaignIsToldOnceWithTheReasonAndNeverAgain() {
    CampaignId id = line.attempts(KEY_TIME, 8);
    line.after(SECOND);
    List<Message> said = new ArrayList<>();

    assertThat(line.book().release(id, "sue", "a radio show", line.now(), said)).contains(KEY_TIME);
    assertThat(line.book().release(id, "sue", "again", line.now(), said)).isEmpty();

    assertThat(said).hasSize(1);
    CampaignReported report = (CampaignReported) said.getFirst();
    assertThat(report.state()).isEqualTo(CampaignState.RELEASED);
    assertThat(report.author()).isEqualTo("sue");
    assertThat(report.why()).isEqualTo("a radio show");
    assertThat(line.after(Duration.ofMinutes(10))).isEmpty();
    assertThat(line.attempt(KEY_TIME)).isNotEqualTo(id);
  }

  @Test
  void aCampaignThatNobodyKnowsIsNotReleased() {
    List<Message> said = new ArrayList<>();

    assertThat(line.book().release(new CampaignId("none"), "sue", "why", line.now(), said))
        .isEmpty();
    line.book().labelled(new CampaignId("none"));
    line.book().behaved(new CampaignId("none"), line.sighting(1L, 4.0, false, true));

    assertThat(said).isEmpty();
    assertThat(line.book().isRhythmic(new CampaignId("none"))).isFalse();
  }

  @Test
  void aClockSetBackDoesNotStopTheReports() {
    line.after(Duration.ofHours(1));
    line.book().clear();
    line.after(Duration.ofHours(-1));

    line.attempts(KEY_TIME, 8);

    assertThat(line.after(SECOND)).hasSize(1);
  }
}
