package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorKeeperTest {

  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");

  private final DoorKeeper door = new DoorKeeper();

  @Test
  void aRefusalIsPushedOnceWhileItHolds() {
    Instant until = NOW.plus(DoorKeeper.HELD);

    assertThat(door.close(1, NOW)).isEqualTo(until);
    assertThat(door.close(1, NOW.plusSeconds(1))).isNull();
    assertThat(door.close(1, until.minusMillis(1))).isNull();
    assertThat(door.close(1, until)).isEqualTo(until.plus(DoorKeeper.HELD));
  }

  @Test
  void anotherKeyIsAnotherRefusal() {
    door.close(1, NOW);

    assertThat(door.close(2, NOW)).isNotNull();
  }

  @Test
  void anOpenedDoorMayBeClosedAgain() {
    door.close(1, NOW);
    door.close(2, NOW);

    door.open(1);

    assertThat(door.close(1, NOW.plusSeconds(1))).isNotNull();
    assertThat(door.close(2, NOW.plusSeconds(1))).isNull();
  }

  @Test
  void theRuleMadeFirstMakesRoom() {
    for (int key = 0; key <= DoorKeeper.MAX; key++) {
      door.close(key, NOW);
    }

    assertThat(door.save()).hasSize(DoorKeeper.MAX);
    assertThat(door.close(1, NOW)).isNull();
    assertThat(door.close(0, NOW)).isNotNull();
    assertThat(door.save()).hasSize(DoorKeeper.MAX);
  }

  @Test
  void aRestoredKeeperKnowsWhatWasPushed() {
    door.close(2, NOW);
    door.close(1, NOW.plusSeconds(7));
    DoorKeeper restored = new DoorKeeper();
    restored.close(3, NOW);

    restored.restore(door.save());

    assertThat(restored.save()).isEqualTo(door.save());
    assertThat(restored.close(1, NOW.plusSeconds(8))).isNull();
    assertThat(restored.close(3, NOW)).isNotNull();
    restored.restore(null);
    assertThat(restored.save()).isEmpty();
  }
}
