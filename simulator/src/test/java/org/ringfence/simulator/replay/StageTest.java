package org.ringfence.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Everything happens on one thread, in order of time.
@Timeout(10)
class StageTest {

  private final List<String> done = new ArrayList<>();
  private long now;
  private final Stage stage = new Stage(() -> now += 1_000);

  @Test
  void cues_come_in_order_of_time_and_what_was_called_off_does_not_come()
      throws InterruptedException {
    stage.at(50_000, () -> done.add("late"));
    stage.at(20_000, () -> done.add("soon")).callOff();
    stage.at(10_000, () -> done.add("first"));
    stage.at(10_000, () -> done.add("second"));
    stage.at(
        30_000,
        () -> {
          throw new IllegalStateException("a step that fails stops nobody else");
        });

    stage.run(() -> done.size() < 3);

    assertThat(done).containsExactly("first", "second", "late");
    assertThat(stage.failures()).isEqualTo(1);
  }
}
