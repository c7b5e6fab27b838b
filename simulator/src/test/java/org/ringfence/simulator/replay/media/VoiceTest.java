package org.ringfence.simulator.replay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a line carries is what the plan says.
class VoiceTest {

  private static final int FRAMES = 1_250;

  @Test
  void a_recording_begins_when_the_plan_says_and_is_played_over_and_over() {
    byte[] ulaw = new byte[2 * Ulaw.FRAME + 10];
    Arrays.fill(ulaw, (byte) 7);

    Voice voice = Voice.recording(ulaw, 3);

    assertThat(voice.frame(2, false)).isNull();
    assertThat(voice.frame(3, true)).containsOnly(7);
    assertThat(voice.frame(5, true)).isEqualTo(voice.frame(3, false));
  }

  @Test
  void a_live_caller_speaks_a_share_of_the_time_and_not_into_a_prompt() {
    Voice polite = Voice.live(new SplittableRandom(1), 100, 0.4, false);
    Voice loud = Voice.live(new SplittableRandom(1), 100, 0.4, true);

    assertThat(polite.frame(99, false)).isNull();
    assertThat(polite.frame(100, true)).isNull();
    assertThat(loud.frame(100, true)).isNotNull();
    assertThat(spoken(polite)).isEqualTo(500);
  }

  @Test
  void no_two_callers_sound_the_same_and_the_same_caller_does() {
    Voice one = Voice.live(new SplittableRandom(1), 0, 1, false);
    Voice again = Voice.live(new SplittableRandom(1), 0, 1, false);
    Voice other = Voice.live(new SplittableRandom(2), 0, 1, false);

    assertThat(one.frame(5, false)).isEqualTo(again.frame(5, false));
    assertThat(one.frame(6, false)).isNotEqualTo(other.frame(6, false));
  }

  private static int spoken(Voice voice) {
    int spoken = 0;
    for (int frame = 100; frame < 100 + FRAMES; frame++) {
      spoken += voice.frame(frame, false) == null ? 0 : 1;
    }
    return spoken;
  }
}
