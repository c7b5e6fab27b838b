package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;

class RecordingsTest {

  private static final long RECORDING = 0x5eed_1234_dead_beefL;
  private static final double FLIPPED = 0.05;
  private static final int KEYED_BOTH = Conduct.cell(true, true, true);

  private final CrowdUnderTest line = new CrowdUnderTest();

  private long copy() {
    long print = RECORDING;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      print ^= line.random().nextDouble() < FLIPPED ? 1L << bit : 0;
    }
    return print;
  }

  private CallTraits speaks(long print) {
    CallTraits traits = line.arrives(line.people().next().number(), Attestation.A, 1);
    return line.endsQuestions(traits, KEYED_BOTH, print);
  }

  private double weight(CallTraits traits) {
    return line.crowd().weight(Trait.RECORDING, traits);
  }

  @Test
  void theSameRecordingIsFoundThoughTheLineFlipsBits() {
    line.people(1, Duration.ofMinutes(5));
    for (int i = 0; i < 16; i++) {
      line.passTime(Duration.ofSeconds(3));
      speaks(copy());
    }

    int found = 0;
    for (int i = 0; i < 100; i++) {
      line.passTime(Duration.ofSeconds(3));
      found += weight(speaks(copy())) > 3 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
  }

  @Test
  void liveVoicesAreNeverARecordingAlsoAmongMachinesThatPlayOne() {
    for (int i = 0; i < 6_000; i++) {
      line.passTime(Duration.ofMillis(71));
      if (i % 3 == 0) {
        speaks(copy());
      }
      assertThat(weight(speaks(line.random().nextLong()))).isNotPositive();
    }
  }

  @Test
  void aLiveVoiceSpeaksForItsCallerWhileAllMachinesPlayOneRecording() {
    double last = 0;
    for (int i = 0; i < 2_000; i++) {
      line.passTime(Duration.ofMillis(100));
      speaks(copy());
      last = i % 5 == 0 ? weight(speaks(line.random().nextLong())) : last;
    }

    assertThat(last).isBetween(-2.5, -1.5);
  }

  @Test
  void whoseFingerprintIsForgottenDoesNotInheritTheRecordingThatTookItsPlace() {
    CallTraits person = speaks(line.random().nextLong());
    for (int i = 0; i < Prints.MAX - 1; i++) {
      line.passTime(Duration.ofMillis(50));
      speaks(line.random().nextLong());
    }

    for (int i = 0; i < 10; i++) {
      line.passTime(Duration.ofMillis(50));
      speaks(copy());
    }

    assertThat(weight(speaks(copy()))).isPositive();
    assertThat(weight(person)).isZero();
  }

  @Test
  void whoWasNotHeardIsNoRecording() {
    for (int i = 0; i < 100; i++) {
      line.passTime(Duration.ofSeconds(1));
      CallTraits traits = line.arrives(line.people().next().number(), Attestation.A, 1);
      assertThat(weight(line.endsQuestions(traits, KEYED_BOTH, null))).isZero();
    }
  }

  @Test
  void recordingsAreFoundAgainAfterTheClockWasWrong() {
    for (int i = 0; i < Prints.MAX; i++) {
      speaks(line.random().nextLong());
    }
    line.crowd().forget();
    line.passTime(Duration.ofDays(-400));

    double last = 0;
    for (int i = 0; i < 20; i++) {
      line.passTime(Duration.ofSeconds(1));
      speaks(line.random().nextLong());
      last = weight(speaks(copy()));
    }

    assertThat(last).isPositive();
  }
}
