package org.ringfence.platform.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.replay.media.Voice;

/// A text telephone (TTY) as the United States have it, after TIA-825-A: 45.45 baud, 1,400 Hz for
/// mark and 1,800 Hz for space, five bits a character, the lowest first, one start bit, two stop
/// bits. It types letters and spaces only.
final class TextTelephone {

  private static final int RATE = 8_000;
  private static final double BIT_SAMPLES = RATE / 45.45;
  private static final double MARK_HERTZ = 1_400;
  private static final double SPACE_HERTZ = 1_800;
  private static final double AMPLITUDE = 8_000;

  /// Bits of mark before the first character, and after the last: 150 and 300 ms.
  private static final int CARRIER_BITS = 7;

  private static final int HOLD_BITS = 14;
  private static final int DATA_BITS = 5;
  private static final int STOP_BITS = 2;

  /// The letters by their code; `?` for what is not typed here.
  private static final String LETTERS = "?E?A SIU?DRJNFCKTZLWHYPQOBG?MXV?";

  private final Queue<byte[]> unsent = new ConcurrentLinkedQueue<>();

  /// What comes from the telephone; silence while nothing is typed.
  Voice voice() {
    return (number, hearsPrompt) -> unsent.poll();
  }

  boolean isSending() {
    return !unsent.isEmpty();
  }

  /// Sends a text, from the next packet on.
  void type(String text) {
    List<Boolean> marks = new ArrayList<>();
    add(marks, true, CARRIER_BITS);
    for (int i = 0; i < text.length(); i++) {
      int code = LETTERS.indexOf(text.charAt(i));
      add(marks, false, 1);
      for (int bit = 0; bit < DATA_BITS; bit++) {
        marks.add((code >> bit & 1) == 1);
      }
      add(marks, true, STOP_BITS);
    }
    add(marks, true, HOLD_BITS);
    byte[] sound = new byte[(int) (marks.size() * BIT_SAMPLES)];
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      boolean mark = marks.get(Math.min((int) (i / BIT_SAMPLES), marks.size() - 1));
      phase += 2 * Math.PI * (mark ? MARK_HERTZ : SPACE_HERTZ) / RATE;
      sound[i] = ulaw(AMPLITUDE * Math.sin(phase));
    }
    for (int at = 0; at + Ulaw.FRAME <= sound.length; at += Ulaw.FRAME) {
      unsent.add(Arrays.copyOfRange(sound, at, at + Ulaw.FRAME));
    }
  }

  /// The code that stands for what is nearest.
  private static byte ulaw(double sample) {
    int best = 0;
    for (int code = 1; code < 256; code++) {
      if (Math.abs(Ulaw.decode((byte) code) - sample)
          < Math.abs(Ulaw.decode((byte) best) - sample)) {
        best = code;
      }
    }
    return (byte) best;
  }

  private static void add(List<Boolean> marks, boolean mark, int bits) {
    for (int i = 0; i < bits; i++) {
      marks.add(mark);
    }
  }

  /// Prints what such a telephone would print of a sound: a character at each change from mark to
  /// space that is a start bit.
  static String read(byte[] ulaw) {
    StringBuilder text = new StringBuilder();
    int window = (int) BIT_SAMPLES;
    boolean marked = false;
    for (int at = window; at + 7 * window < ulaw.length; at++) {
      double mark = power(ulaw, at, MARK_HERTZ);
      double space = power(ulaw, at, SPACE_HERTZ);
      boolean audible = mark + space > AMPLITUDE * AMPLITUDE / 40;
      if (marked && audible && space > mark) {
        int code = 0;
        for (int bit = 0; bit < DATA_BITS; bit++) {
          int middle = at + (int) ((bit + 1.5) * BIT_SAMPLES);
          if (power(ulaw, middle, MARK_HERTZ) > power(ulaw, middle, SPACE_HERTZ)) {
            code |= 1 << bit;
          }
        }
        text.append(LETTERS.charAt(code));
        at += (int) (6.5 * BIT_SAMPLES);
      }
      marked = audible && mark > space;
    }
    return text.toString();
  }

  /// The power of a tone in the bit around a sample.
  private static double power(byte[] ulaw, int middle, double hertz) {
    double sine = 0;
    double cosine = 0;
    int half = (int) BIT_SAMPLES / 2;
    int from = Math.max(0, middle - half);
    int to = Math.min(ulaw.length, middle + half);
    for (int i = from; i < to; i++) {
      double sample = Ulaw.decode(ulaw[i]);
      sine += sample * Math.sin(2 * Math.PI * hertz * i / RATE);
      cosine += sample * Math.cos(2 * Math.PI * hertz * i / RATE);
    }
    int count = Math.max(1, to - from);
    return (sine * sine + cosine * cosine) * 4 / ((double) count * count);
  }
}
