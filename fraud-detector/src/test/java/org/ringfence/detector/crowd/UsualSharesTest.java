package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.detector.ShippedCallers;
import org.ringfence.events.Attestation;

class UsualSharesTest {

  private final UsualShares shares = new UsualShares(ShippedCallers.read());

  @Test
  void beforeAnythingIsLearnedTheOperatorsSharesHold() {
    assertThat(shares.share(Trait.ORIGIN, 0)).isBetween(0.19, 0.21);
    assertThat(shares.share(Trait.ORIGIN, Origins.ABROAD)).isEqualTo(0.04);
    assertThat(shares.share(Trait.CONDUCT, Conduct.cell(true, true, true))).isGreaterThan(0.8);
    assertThat(shares.share(Trait.CONDUCT, Conduct.cell(false, false, true))).isEqualTo(0.15);
  }

  @ParameterizedTest
  @EnumSource(Trait.class)
  void noShareIsEverNothing(Trait trait) {
    for (int calls = 0; calls < 60_000; calls++) {
      shares.learn(trait, 0);
    }

    for (int cell = 0; cell < trait.cells(); cell++) {
      assertThat(shares.share(trait, cell)).isBetween(1e-4, 1.0);
    }
  }

  @Test
  void floorsShrinkToAQuarterAsCallsAreLearned() {
    double before = shares.share(Trait.ORIGIN, Origins.UNASSIGNED);
    for (int calls = 0; calls < 2_000; calls++) {
      shares.learn(Trait.ORIGIN, 0);
    }
    double half = shares.share(Trait.ORIGIN, Origins.UNASSIGNED);
    for (int calls = 0; calls < 40_000; calls++) {
      shares.learn(Trait.ORIGIN, 0);
    }

    assertThat(before).isEqualTo(0.04);
    assertThat(half).isEqualTo(0.02);
    assertThat(shares.share(Trait.ORIGIN, Origins.UNASSIGNED)).isEqualTo(0.01);
  }

  @Test
  void whatPeopleShowIsLearnedAndTheOldIsForgottenInTime() {
    for (int calls = 0; calls < 50_000; calls++) {
      shares.learn(Trait.ORIGIN, 1);
    }
    double learned = shares.share(Trait.ORIGIN, 1);
    for (int calls = 0; calls < 100_000; calls++) {
      shares.learn(Trait.ORIGIN, 2);
    }

    assertThat(learned).isGreaterThan(0.9);
    assertThat(shares.share(Trait.ORIGIN, 1)).isLessThan(0.3);
    assertThat(shares.share(Trait.ORIGIN, 2)).isGreaterThan(0.6);
  }

  @Test
  void unusualLooksAreAsGoodAsUsualUntilTheUsualOnesAreKnown() {
    assertThat(shares.share(Trait.LOOKS, 3)).isEqualTo(1);
    for (int calls = 0; calls < 4_500; calls++) {
      shares.learn(Trait.LOOKS, 9);
    }

    assertThat(shares.share(Trait.LOOKS, 3)).isEqualTo(0.1);
    assertThat(shares.share(Trait.LOOKS, 9)).isEqualTo(1);
  }

  @Test
  void packedSharesAreTheSameAgain() {
    for (int calls = 0; calls < 3_000; calls++) {
      shares.learn(Trait.LANGUAGE_TIME, calls % 97);
      shares.learn(Trait.ATTESTATION, calls % 5);
    }
    ByteBuffer packed = ByteBuffer.allocate(shares.packedBytes());
    shares.pack(packed);
    UsualShares restored = new UsualShares(ShippedCallers.read());
    restored.unpack(packed.flip());

    for (Trait trait : Trait.values()) {
      for (int cell = 0; cell < trait.cells(); cell++) {
        assertThat(restored.share(trait, cell)).isEqualTo(shares.share(trait, cell));
      }
    }
    assertThat(packed.hasRemaining()).isFalse();
  }

  @Test
  void aCrowdLearnsOnlyWhenTold() {
    CrowdUnderTest told = new CrowdUnderTest();
    CrowdUnderTest untold = new CrowdUnderTest();
    told.learning(true);
    told.people(1, Duration.ofHours(3));
    untold.people(1, Duration.ofHours(3));

    // Half as many of a rare kind are an excess where people are known well.
    assertThat(callsUntilFound(told)).isLessThan(callsUntilFound(untold));
  }

  private static int callsUntilFound(CrowdUnderTest line) {
    int calls = 0;
    double weight = 0;
    while (weight <= 0) {
      line.passTime(Duration.ofMillis(200));
      weight =
          line.crowd()
              .weight(Trait.ORIGIN, line.arrives(line.people().inArea("211"), Attestation.A, 1));
      calls++;
    }
    return calls;
  }
}
