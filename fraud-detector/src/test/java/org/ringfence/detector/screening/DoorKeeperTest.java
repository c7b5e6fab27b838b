package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CampaignId;

class DoorKeeperTest {

  private static final CampaignId CAMPAIGN = new CampaignId("one");
  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");

  private final DoorKeeper door = new DoorKeeper();

  @Test
  void aRefusalIsPushedOnceWhileItHolds() {
    Instant until = NOW.plus(DoorKeeper.HELD);

    assertThat(door.close(1, null, NOW)).isEqualTo(until);
    assertThat(door.close(1, null, NOW.plusSeconds(1))).isNull();
    assertThat(door.close(1, null, until.minusMillis(1))).isNull();
    assertThat(door.close(1, null, until)).isEqualTo(until.plus(DoorKeeper.HELD));
  }

  @Test
  void anotherKeyIsAnotherRefusal() {
    door.close(1, null, NOW);

    assertThat(door.close(2, null, NOW)).isNotNull();
  }

  @Test
  void anOpenedDoorMayBeClosedAgain() {
    door.close(1, null, NOW);
    door.close(2, null, NOW);

    door.open(1);

    assertThat(door.close(1, null, NOW.plusSeconds(1))).isNotNull();
    assertThat(door.close(2, null, NOW.plusSeconds(1))).isNull();
  }

  @Test
  void theDoorsOfOneCampaignAreOpenedTogether() {
    door.close(1, CAMPAIGN, NOW);
    door.close(2, new CampaignId("another"), NOW);
    door.close(3, null, NOW);
    DoorKeeper restored = new DoorKeeper();
    restored.restore(door.save());

    restored.open(CAMPAIGN);

    assertThat(restored.close(1, CAMPAIGN, NOW)).isNotNull();
    assertThat(restored.close(2, CAMPAIGN, NOW)).isNull();
    assertThat(restored.close(3, CAMPAIGN, NOW)).isNull();
  }

  @Test
  void theRuleMadeFirstMakesRoom() {
    for (int key = 0; key <= DoorKeeper.MAX; key++) {
      door.close(key, null, NOW);
    }

    assertThat(door.save()).hasSize(DoorKeeper.MAX);
    assertThat(door.close(1, null, NOW)).isNull();
    assertThat(door.close(0, null, NOW)).isNotNull();
    assertThat(door.save()).hasSize(DoorKeeper.MAX);
  }

  @Test
  void aRestoredKeeperKnowsWhatWasPushed() {
    door.close(2, null, NOW);
    door.close(1, null, NOW.plusSeconds(7));
    DoorKeeper restored = new DoorKeeper();
    restored.close(3, null, NOW);

    restored.restore(door.save());

    assertThat(restored.save()).isEqualTo(door.save());
    assertThat(restored.close(1, null, NOW.plusSeconds(8))).isNull();
    assertThat(restored.close(3, null, NOW)).isNotNull();
    restored.restore(null);
    assertThat(restored.save()).isEmpty();
  }
}
