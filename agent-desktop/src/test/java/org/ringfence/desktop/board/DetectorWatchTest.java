package org.ringfence.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.NOON;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.DefenceExamples;
import org.ringfence.desktop.Examples;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class DetectorWatchTest {

  private final DetectorWatch watch = new DetectorWatch(NOON);

  private void hear(Message... messages) {
    for (Message message : messages) {
      switch (message) {
        case AttemptArrived arrived -> watch.on(arrived);
        case AttemptFailedOpen failed -> watch.on(failed);
        case VerdictReached reached -> watch.on(reached);
        default -> throw new IllegalArgumentException(message.toString());
      }
    }
  }

  @Test
  void a_detector_that_does_not_answer_is_told_with_since_when_and_how_many() {
    hear(
        DefenceExamples.arrived("c1", NOON.plusSeconds(1)),
        Examples.verdict("c1", NOON.plusSeconds(1), Stage.ARRIVAL, Verdict.ADMIT),
        DefenceExamples.arrived("c2", NOON.plusSeconds(2)));
    assertThat(watch.view()).isNull();

    hear(
        Examples.failedOpen("c2", NOON.plusSeconds(3)),
        DefenceExamples.arrived("c3", NOON.plusSeconds(4)),
        Examples.failedOpen("c3", NOON.plusSeconds(5)));
    assertThat(watch.view()).isEqualTo(new BoardViews.SilenceView(NOON.plusSeconds(2), 2));

    hear(Examples.verdict("c4", NOON.plusSeconds(6), Stage.ARRIVAL, Verdict.ADMIT));
    assertThat(watch.view()).isNull();
  }

  @Test
  void a_slow_detector_is_told_though_each_verdict_comes_in_the_end() {
    for (int i = 1; i <= 3; i++) {
      Instant at = NOON.plusSeconds(10L * i);
      hear(
          DefenceExamples.arrived("c" + i, at),
          Examples.failedOpen("c" + i, at.plusMillis(100)),
          Examples.verdict("c" + i, at.plusMillis(400), Stage.ARRIVAL, Verdict.REJECT));
    }

    assertThat(watch.view()).isNull();
    assertThat(watch.lateView())
        .isEqualTo(new BoardViews.LateView(NOON.plusMillis(10_100), NOON.plusMillis(30_100), 3));

    Instant later = NOON.plusSeconds(300);
    hear(DefenceExamples.arrived("c9", later), Examples.failedOpen("c9", later));
    assertThat(watch.lateView()).isEqualTo(new BoardViews.LateView(later, later, 1));
  }

  @Test
  void what_was_let_in_before_the_board_started_is_no_news() {
    hear(Examples.failedOpen("c1", NOON.minusSeconds(1)));

    assertThat(watch.lateView()).isNull();
  }

  @Test
  void attempts_that_nobody_even_lets_in_are_silence_after_a_while() {
    hear(DefenceExamples.arrived("c1", NOON), DefenceExamples.arrived("c2", NOON.plusSeconds(2)));
    assertThat(watch.view()).isNull();

    hear(DefenceExamples.arrived("c3", NOON.plusSeconds(4)));
    assertThat(watch.view()).isEqualTo(new BoardViews.SilenceView(NOON, 3));
  }

  @Test
  void a_history_that_is_read_attempts_first_claims_no_silence() {
    for (int i = 0; i < 100; i++) {
      hear(DefenceExamples.arrived("c" + i, NOON.minusSeconds(1_000 - 9 * i)));
    }
    assertThat(watch.view()).isNull();

    hear(Examples.verdict("c99", NOON.minusSeconds(109), Stage.ARRIVAL, Verdict.ADMIT));
    hear(DefenceExamples.arrived("c100", NOON));
    assertThat(watch.view()).isNull();
  }

  @Test
  void a_verdict_that_came_too_late_is_an_answer_all_the_same() {
    hear(
        DefenceExamples.arrived("c1", NOON),
        Examples.verdict("c1", NOON, Stage.ARRIVAL, Verdict.ADMIT),
        Examples.failedOpen("c1", NOON.plusMillis(100)));

    assertThat(watch.view()).isNull();
  }
}
