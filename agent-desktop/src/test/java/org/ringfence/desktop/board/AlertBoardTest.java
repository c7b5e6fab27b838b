package org.ringfence.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.desktop.board.BoardViews.AnnouncingView;
import org.ringfence.desktop.board.DefenceViews.AlertView;
import org.ringfence.desktop.board.DefenceViews.ChangeKind;
import org.ringfence.desktop.board.DefenceViews.ChangeView;
import org.ringfence.events.AlertKind;
import org.ringfence.events.Defence;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.LineAlert;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What the board shows of alerts and of the announcement.
class AlertBoardTest {

  private static final Instant SINCE = NOON.minusSeconds(60);
  private static final List<String> PARTS = List.of("withheld callers 18 % (usually 3 %)");

  private int count;
  private final BoardModel board =
      new BoardModel(
          Examples.SITE,
          ZoneId.of("America/Chicago"),
          Duration.ofHours(24),
          Examples.RULES,
          () -> NOON,
          new SimpleMeterRegistry());

  private void hear(Message message) {
    String id = "id" + count++;
    board.on(message, id);
    board.changes().on(message, id);
  }

  private static LineAlert alert(LineId line, Instant since, Instant at, boolean over) {
    return new LineAlert(
        line, at, AlertKind.UNUSUAL_TRAFFIC, since, over, over ? 0 : 2, over ? List.of() : PARTS);
  }

  private BoardChange all() {
    return board.snapshot().since(0);
  }

  private List<AlertView> alerts() {
    return all().alerts().getFirst().items();
  }

  @Test
  void an_alert_that_is_said_again_is_one_and_keeps_its_words_when_it_is_over() {
    hear(alert(LINE, SINCE, NOON, false));
    hear(alert(LINE, SINCE, NOON.plusSeconds(300), false));
    assertThat(alerts()).hasSize(1);
    hear(alert(LINE, SINCE, NOON.plusSeconds(600), true));

    assertThat(alerts())
        .containsExactly(
            new AlertView(
                LINE.value(),
                AlertKind.UNUSUAL_TRAFFIC,
                SINCE,
                NOON.plusSeconds(600),
                true,
                PARTS));
  }

  @Test
  void an_alert_goes_to_pages_that_watch_and_one_of_another_line_is_left_out() {
    long before = board.snapshot().version();
    hear(alert(new LineId("19995550100"), SINCE, NOON, false));
    assertThat(board.snapshot().since(before).alerts()).isEmpty();

    hear(alert(LINE, SINCE, NOON, false));

    assertThat(board.snapshot().since(before).alerts()).hasSize(1);
    assertThat(board.snapshot().since(board.snapshot().version()).saysNothing()).isTrue();
  }

  @Test
  void many_alerts_are_bounded_the_newest_first() {
    for (int i = 0; i < 50; i++) {
      hear(alert(LINE, SINCE.plusSeconds(1_800L * i), NOON.plusSeconds(1_800L * i), i < 49));
    }

    assertThat(alerts()).hasSize(AlertFold.REMEMBERED);
    assertThat(alerts().getFirst().since()).isEqualTo(SINCE.plusSeconds(1_800L * 49));
  }

  @Test
  void the_announcement_stands_with_its_line_until_it_ends_and_in_the_trail() {
    Instant until = NOON.plusSeconds(3_600);
    hear(new AnnouncementSwitched(LINE, NOON, true, until, "sue", "people call back"));

    assertThat(all().lines().getFirst().announcing())
        .isEqualTo(new AnnouncingView(NOON, until, "sue", "people call back"));

    hear(new AnnouncementSwitched(LINE, until, false, null, "", "its time is over"));

    assertThat(all().lines().getFirst().announcing()).isNull();
    assertThat(all().trail().getFirst().items())
        .extracting(ChangeView::what)
        .containsExactly(ChangeKind.ANNOUNCEMENT_OFF, ChangeKind.ANNOUNCEMENT_ON);
  }

  @Test
  void an_announced_call_tells_nothing_of_what_the_defence_does() {
    hear(
        new org.ringfence.events.ScreeningDecision.DefenceSwitched(
            LINE, NOON, Defence.ON, Defence.OFF, "sue", "a drill"));
    hear(Examples.verdict("c1", NOON.plusSeconds(1), Stage.ARRIVAL, Verdict.ANNOUNCE));

    assertThat(all().lines().getFirst().defence()).isEqualTo(Defence.OFF);
  }
}
