package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.ShippedCallers;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

/// Callers who hang up before the line, by how long they stayed.
class CallLengthTest {

  private static final double USUAL_PER_SECOND = 0.444;

  private final Crowd crowd = new Crowd(ShippedCallers.read(), USUAL_PER_SECOND);
  private final Random random = new Random(3);
  private long nowMillis = 1_000_000_000;

  private void hangsUp(double seconds) {
    crowd.arrived(
        PhoneNumber.of("+1612" + (2_000_000 + random.nextInt(7_000_000))),
        Attestation.UNSIGNED,
        "carrier",
        1,
        nowMillis,
        false);
    crowd.hungUp(seconds, 1, nowMillis);
    nowMillis += 2_250;
    crowd.advance(nowMillis, USUAL_PER_SECOND);
  }

  @Test
  void callsThatAllEndAfterTheSameTimeAreMoreThanPeopleExplain() {
    for (int i = 0; i < 40; i++) {
      hangsUp(12 + 0.05 * random.nextGaussian());
    }

    assertThat(crowd.excesses()).anyMatch(excess -> excess.trait() == Trait.LENGTH);
    int cell =
        crowd.excesses().stream()
            .filter(excess -> excess.trait() == Trait.LENGTH)
            .findFirst()
            .orElseThrow()
            .cell();
    assertThat(crowd.words(Trait.LENGTH, cell)).startsWith("callers hang up after about 1");
  }

  @Test
  void peopleWhoAllHangUpEarlyEndAfterTimesOfTheirOwn() {
    for (int i = 0; i < 4_000; i++) {
      hangsUp(25 * Math.exp(0.4 * random.nextGaussian()));
      assertThat(crowd.excesses()).noneMatch(excess -> excess.trait() == Trait.LENGTH);
    }
  }

  @Test
  void aPackedCrowdKeepsThem() {
    for (int i = 0; i < 40; i++) {
      hangsUp(12);
    }
    String packed = crowd.pack();
    Crowd restored = new Crowd(ShippedCallers.read(), USUAL_PER_SECOND);
    restored.unpack(packed);

    assertThat(restored.pack()).isEqualTo(packed);
    assertThat(restored.excesses()).isEqualTo(crowd.excesses());
  }
}
