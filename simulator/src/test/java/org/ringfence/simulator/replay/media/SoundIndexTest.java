package org.ringfence.simulator.replay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A caller knows by ear what is played, and where in it.
class SoundIndexTest {

  private static final long FRAME = Ulaw.FRAME_NANOS;

  private final SoundIndex index = new SoundIndex();
  private final byte[] welcome = noise(1, 50);
  private final byte[] menu = noise(2, 40);
  private final int welcomeSound = index.add("en/welcome", welcome);
  private final int menuSound = index.add("en/menu", menu);
  private final List<String> heard = new ArrayList<>();
  private final Ear ear =
      new Ear(index, (sound, began) -> heard.add(index.name(sound) + "@" + began / FRAME));

  @Test
  void a_sound_is_known_after_two_frames_and_its_beginning_is_told() {
    play(welcome, 0, 10, 100);

    assertThat(heard).containsExactly("en/welcome@100");
  }

  @Test
  void who_comes_late_still_knows_when_it_began() {
    play(menu, 30, 40, 130);

    assertThat(heard).containsExactly("en/menu@100");
  }

  @Test
  void a_prompt_that_is_played_again_is_heard_again_and_music_between_is_nothing() {
    play(menu, 0, 40, 0);
    play(noise(99, 60), 0, 60, 40);
    play(menu, 0, 40, 100);
    play(welcome, 0, 50, 140);

    assertThat(heard).containsExactly("en/menu@0", "en/menu@100", "en/welcome@140");
  }

  @Test
  void a_frame_that_two_sounds_share_names_neither() {
    byte[] other = noise(3, 10);
    System.arraycopy(welcome, 0, other, 0, Ulaw.FRAME);
    int otherSound = index.add("en/other", other);

    assertThat(index.find(welcome, 0)).isEqualTo(SoundIndex.UNKNOWN);
    assertThat(SoundIndex.sound(index.find(other, Ulaw.FRAME))).isEqualTo(otherSound);
    assertThat(SoundIndex.sound(index.find(welcome, Ulaw.FRAME))).isEqualTo(welcomeSound);
    assertThat(SoundIndex.frame(index.find(menu, 7 * Ulaw.FRAME))).isEqualTo(7);
    assertThat(index.nanos(menuSound)).isEqualTo(40 * FRAME);
  }

  @Test
  void every_agent_has_a_tone_of_its_own() {
    Set<String> tones = new HashSet<>();
    for (int agent = 0; agent < Tones.MAX_AGENTS; agent++) {
      tones.add(Arrays.toString(Tones.agent(agent)));
    }

    assertThat(tones).hasSize(Tones.MAX_AGENTS);
  }

  private void play(byte[] sound, int fromFrame, int toFrame, long atFrame) {
    for (int frame = fromFrame; frame < toFrame; frame++) {
      ear.hear(sound, frame * Ulaw.FRAME, (atFrame + frame - fromFrame) * FRAME);
    }
  }

  private static byte[] noise(long seed, int frames) {
    byte[] noise = new byte[frames * Ulaw.FRAME];
    new SplittableRandom(seed).nextBytes(noise);
    return noise;
  }
}
