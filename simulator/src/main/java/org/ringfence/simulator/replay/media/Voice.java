package org.ringfence.simulator.replay.media;

import java.util.SplittableRandom;

/// What one side of a call sounds like, frame by frame.
@FunctionalInterface
public interface Voice {

  /// The frame to send, or null for silence.
  ///
  /// @param number frames since the answer
  /// @param hearsPrompt the other side plays something at this moment
  byte @org.jspecify.annotations.Nullable [] frame(long number, boolean hearsPrompt);

  /// A line without sound.
  Voice SILENT = (number, hearsPrompt) -> null;

  /// The tone by which an agent is known; different for each `number`.
  static Voice agent(int number) {
    byte[] tone = Tones.agent(number);
    return (frame, hearsPrompt) -> tone;
  }

  /// A recording, from its beginning at `first`, over and over.
  static Voice recording(byte[] ulaw, long firstFrame) {
    int frames = Math.max(1, ulaw.length / Ulaw.FRAME);
    byte[][] cut = new byte[frames][];
    for (int i = 0; i < frames; i++) {
      byte[] frame = new byte[Ulaw.FRAME];
      java.util.Arrays.fill(frame, Ulaw.SILENCE);
      int from = i * Ulaw.FRAME;
      System.arraycopy(ulaw, from, frame, 0, Math.min(Ulaw.FRAME, ulaw.length - from));
      cut[i] = frame;
    }
    return (number, hearsPrompt) ->
        number < firstFrame ? null : cut[(int) ((number - firstFrame) % frames)];
  }

  /// Somebody who speaks in spurts, first at `firstFrame`; no two callers sound the same.
  ///
  /// @param share of time with sound
  /// @param talksOver also while a prompt plays
  static Voice live(SplittableRandom random, long firstFrame, double share, boolean talksOver) {
    return new LiveVoice(random, firstFrame, share, talksOver);
  }
}
