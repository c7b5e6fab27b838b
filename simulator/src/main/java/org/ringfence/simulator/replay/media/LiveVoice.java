package org.ringfence.simulator.replay.media;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Speech as far as a telephone's level meter knows it: spurts of noise, about 2.5 s from one to
/// the next.
final class LiveVoice implements Voice {

  private static final int CYCLE_FRAMES = 125;
  private static final int NOISE_FRAMES = 64;
  private static final int AMPLITUDE = 6_000;

  private final long firstFrame;
  private final boolean talksOver;
  private final int spurtFrames;
  private final long phase;
  private final byte[][] noise = new byte[NOISE_FRAMES][];
  private final SplittableRandom random;

  LiveVoice(SplittableRandom random, long firstFrame, double share, boolean talksOver) {
    this.random = random;
    this.firstFrame = firstFrame;
    this.talksOver = talksOver;
    this.spurtFrames = (int) Math.round(CYCLE_FRAMES * share);
    this.phase = random.nextInt(NOISE_FRAMES);
  }

  @Override
  public byte @Nullable [] frame(long number, boolean hearsPrompt) {
    if (number < firstFrame || (hearsPrompt && !talksOver)) {
      return null;
    }
    if ((number - firstFrame) % CYCLE_FRAMES >= spurtFrames) {
      return null;
    }
    int which = (int) ((number + phase) % NOISE_FRAMES);
    byte[] made = noise[which];
    if (made == null) {
      made = new byte[Ulaw.FRAME];
      for (int i = 0; i < Ulaw.FRAME; i++) {
        made[i] = Ulaw.encode(random.nextInt(-AMPLITUDE, AMPLITUDE));
      }
      noise[which] = made;
    }
    return made;
  }
}
