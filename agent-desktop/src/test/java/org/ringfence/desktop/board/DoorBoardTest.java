package org.ringfence.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.DefenceExamples.CAMPAIGN;
import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.DefenceExamples;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.desktop.board.BoardViews.TotalsView;
import org.ringfence.desktop.board.DefenceViews.DoorView;
import org.ringfence.desktop.board.DefenceViews.RefusalsView;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.CampaignId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.Verdict;

/// The part of the board that is about what Asterisk refuses by itself.
class DoorBoardTest {

  private final BoardUnderTest page = new BoardUnderTest();

  private void hear(Message... messages) {
    page.hear(messages);
  }

  private BoardChange all() {
    return page.all();
  }

  @Test
  void attempts_refused_at_the_door_are_shown_by_campaign_for_today_and_as_refusals() {
    hear(
        refusedAtDoor(NOON.minus(Duration.ofDays(1)), CAMPAIGN, 100),
        refusedAtDoor(NOON, CAMPAIGN, 14),
        refusedAtDoor(NOON, null, 2),
        refusedAtDoor(NOON, CAMPAIGN, 6));

    assertThat(all().doors().getFirst().refusals())
        .containsExactly(
            new RefusalsView(LINE.value(), "k1", 20), new RefusalsView(LINE.value(), null, 2));
    assertThat(all().totals()).singleElement().returns(22L, TotalsView::refusedAtDoor);
    assertThat(all().minutes().getLast().verdicts()).containsEntry(Verdict.REJECT, 22);

    page.timeIs(NOON.plus(Duration.ofDays(1)));
    assertThat(all().doors().getFirst().refusals()).isEmpty();
    assertThat(all().totals()).singleElement().returns(0L, TotalsView::refusedAtDoor);
  }

  @Test
  void refused_attempts_of_a_thousand_campaigns_stay_bounded_and_none_is_lost() {
    for (int i = 0; i < 1_000; i++) {
      hear(refusedAtDoor(NOON, new CampaignId("e" + i), 1));
    }

    assertThat(all().doors().getFirst().refusals()).hasSize(DoorFold.CAMPAIGNS + 1);
    assertThat(all().doors().getFirst().refusals().stream().mapToLong(RefusalsView::attempts).sum())
        .isEqualTo(1_000);
  }

  private static AttemptsRefused refusedAtDoor(
      Instant at, @Nullable CampaignId campaign, int attempts) {
    return new AttemptsRefused(LINE, at, List.of(new Refusals(campaign, attempts)));
  }

  @Test
  void all_doors_of_a_campaign_or_of_the_line_open_together() {
    PhoneNumber other = PhoneNumber.of("+16515550177");
    hear(
        DefenceExamples.refused(CALLER, NOON, NOON.plusSeconds(60)),
        DefenceExamples.refused(other, NOON, NOON.plusSeconds(90)),
        new OpenDoors(LINE, NOON, new CampaignId("another")));
    assertThat(all().doors().getFirst().total()).isEqualTo(2);

    hear(new OpenDoors(LINE, NOON, CAMPAIGN));
    assertThat(all().doors().getFirst().total()).isZero();

    hear(
        DefenceExamples.refused(other, NOON, NOON.plusSeconds(90)),
        new OpenDoors(LINE, NOON, null));
    assertThat(all().doors().getFirst().total()).isZero();
  }

  @Test
  void a_number_at_the_door_is_shown_until_its_time_is_over_or_the_door_opens() {
    PhoneNumber other = PhoneNumber.of("+16515550177");
    hear(
        DefenceExamples.refused(CALLER, NOON, NOON.plusSeconds(60)),
        DefenceExamples.refused(other, NOON, NOON.plusSeconds(90)),
        DefenceExamples.refused(other, NOON, NOON.minusSeconds(1)));
    assertThat(all().doors().getFirst().total()).isEqualTo(2);
    long before = page.board().snapshot().version();

    page.timeIs(NOON.plusSeconds(60));
    assertThat(page.board().snapshot().since(before).doors())
        .singleElement()
        .satisfies(doors ->
            assertThat(doors.items()).extracting(DoorView::caller).containsExactly(other.masked()));

    hear(new OpenDoor(other, NOON.plusSeconds(60), LINE));
    assertThat(all().doors().getFirst().items()).isEmpty();
  }
}
