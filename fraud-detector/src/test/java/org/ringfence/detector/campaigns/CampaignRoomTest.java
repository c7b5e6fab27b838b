package org.ringfence.detector.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.campaigns.BookUnderTest.cell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Message;

/// Which campaign makes room when the book is full.
class CampaignRoomTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final BookUnderTest line = new BookUnderTest();

  @Test
  void theOneLongestUnseenMakesRoom() {
    CampaignId first = line.attempt(cell(0));
    line.after(SECOND);
    CampaignId second = line.attempt(cell(1));
    for (int i = 2; i < CampaignBook.MAX; i++) {
      line.after(SECOND);
      line.attempt(cell(i));
    }
    line.after(SECOND);
    assertThat(line.attempt(cell(0))).isEqualTo(first);

    line.attempt(cell(CampaignBook.MAX));

    assertThat(line.book().save().campaigns()).hasSize(CampaignBook.MAX);
    assertThat(line.attempt(cell(0))).isEqualTo(first);
    assertThat(line.attempt(cell(1))).isNotEqualTo(second);
    assertThat(line.book().save().campaigns()).hasSize(CampaignBook.MAX);
  }

  @Test
  void suspicionsMakeRoomBeforeAnyConfirmedCampaign() {
    CampaignId confirmed = line.attempts(cell(0), 8);
    line.after(SECOND);
    for (int i = 1; i < 3 * CampaignBook.MAX; i++) {
      line.after(Duration.ofMillis(100));
      line.attempts(cell(i), 2);
    }

    assertThat(line.heard()).isEmpty();
    assertThat(line.attempt(cell(0))).isEqualTo(confirmed);
  }

  @Test
  void whenAllAreConfirmedTheOneWithTheFewestAttemptsEndsAndThatIsTold() {
    CampaignId weakest = line.attempts(cell(0), 8);
    for (int i = 1; i < CampaignBook.MAX; i++) {
      line.attempts(cell(i), 9);
    }
    assertThat(line.after(SECOND)).hasSize(CampaignBook.MAX);

    line.attempt(cell(CampaignBook.MAX));

    assertThat(line.heard())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.campaign()).isEqualTo(weakest);
          assertThat(report.state()).isEqualTo(CampaignState.ENDED);
          assertThat(report.attempts()).isEqualTo(8);
          assertThat(report.author()).isNull();
        });
    assertThat(line.book().save().campaigns()).hasSize(CampaignBook.MAX);
  }

  @Test
  void whatIsOverMakesRoomFirst() {
    CampaignId running = line.attempt(cell(1));
    CampaignId over = line.attempts(cell(0), 20);
    line.after(SECOND);
    List<Message> said = new ArrayList<>();
    line.book().release(over, "sue", "a school", line.now(), said);
    for (int i = 2; i <= CampaignBook.MAX; i++) {
      line.attempts(cell(i), 2);
    }

    assertThat(line.attempt(cell(1))).isEqualTo(running);
    assertThat(line.heard()).isEmpty();
    assertThat(line.book().release(over, "sue", "again", line.now(), said)).isEmpty();
  }

  @Test
  void noNumberOfCellsMakesTheBookGrow() {
    for (int i = 0; i < 10_000; i++) {
      line.attempts(cell(i), 2);
    }

    assertThat(line.book().save().campaigns()).hasSize(CampaignBook.MAX);
  }
}
