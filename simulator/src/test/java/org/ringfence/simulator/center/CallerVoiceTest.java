package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallerSound;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.CallerPlan.Audio;

/// What a line lets us hear of its caller.
final class CallerVoiceTest {

  private static final Draws DRAWS = new Draws(7);
  private static final int CALLS = 2_000;

  /// Bits in which two prints of one recording nearly always differ at most.
  private static final int NEAR = 12;

  private static CallerVoice voice(String plan, Audio audio, double firstSeconds) {
    return new CallerVoice(DRAWS, TestCenter.caller(plan, 0).sound(audio, firstSeconds).plan(), 1);
  }

  private static long print(String plan, Audio audio) {
    return Objects.requireNonNull(voice(plan, audio, 1).after(10).print());
  }

  /// How many of the calls' prints are near to that of the call before.
  private static int near(Audio audio, Audio before) {
    int near = 0;
    for (int i = 1; i < CALLS; i++) {
      long flipped = print("p" + i, audio) ^ print("p" + (i - 1), before);
      near += Long.bitCount(flipped) <= NEAR ? 1 : 0;
    }
    return near;
  }

  @Test
  void theSameRecordingSoundsNearlyTheSameOnEachLine() {
    Audio recording = Audio.recording("offer");

    assertThat(near(recording, recording)).isGreaterThan(CALLS * 98 / 100);
  }

  @Test
  void aTwentiethOfTheBitsIsFlippedByTheLine() {
    long flips = 0;
    for (int i = 0; i < CALLS; i++) {
      flips +=
          Long.bitCount(
              print("p" + i, Audio.recording("offer"))
                  ^ DRAWS.of("offer", 0, "recording").nextLong());
    }
    assertThat(flips / (double) (CALLS * Long.SIZE)).isCloseTo(0.05, within(0.005));
  }

  @Test
  void peopleAndOtherRecordingsSoundUnlikeOneAnother() {
    assertThat(near(Audio.LIVE, Audio.LIVE)).isZero();
    assertThat(near(Audio.LIVE, Audio.recording("offer"))).isZero();
    assertThat(near(Audio.recording("offer"), Audio.recording("prize"))).isZero();
  }

  @Test
  void nothingIsHeardBeforeTheFirstSoundAndNoPrintTakenOfLessThanThreeSeconds() {
    CallerVoice late = voice("p", Audio.LIVE, 5);

    assertThat(late.after(4.9)).isEqualTo(CallerSound.NOTHING);
    assertThat(late.after(7).firstHeard()).isEqualTo(Duration.ofSeconds(5));
    assertThat(late.after(7).print()).isNull();
    assertThat(late.after(8).print()).isNotNull();
    assertThat(late.after(10).activeShare()).isCloseTo(0.4 * 5 / 10, within(1e-9));
  }

  @Test
  void silenceIsNeverHeard() {
    assertThat(voice("p", Audio.SILENCE, 0).after(3_600)).isEqualTo(CallerSound.NOTHING);
  }

  @Test
  void thePrintOfOneAttemptIsTheSameAgain() {
    assertThat(print("p", Audio.LIVE)).isEqualTo(print("p", Audio.LIVE));
  }
}
