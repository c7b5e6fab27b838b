package org.ringfence.simulator.traffic;

import java.util.SplittableRandom;
import org.ringfence.simulator.chance.Draws;

/// A made-up recording for machines to play: syllables of buzzing vowels with pauses, which differ
/// from name to name and are the same each time. It says nothing; it sounds as busy as speech.
final class MachineVoice {

  private static final int RATE = 8000;
  private static final int SECONDS = 12;

  /// µ-law of silence (ITU-T G.711).
  private static final int BIAS = 132;

  private static final int MOST = 32_635;

  private MachineVoice() {}

  /// Eight thousand µ-law samples a second.
  static byte[] speaking(String name) {
    SplittableRandom chance = new Draws(0).of(name, 0, "voice");
    double pitch = chance.nextDouble(90, 220);
    byte[] sound = new byte[RATE * SECONDS];
    int at = 0;
    while (at < sound.length) {
      int syllable = chance.nextInt(RATE / 8, RATE / 3);
      int pause = chance.nextInt(6) == 0 ? chance.nextInt(RATE / 3, RATE) : RATE / 40;
      double first = chance.nextDouble(300, 900);
      double second = chance.nextDouble(900, 2500);
      for (int i = 0; i < syllable + pause && at < sound.length; i++, at++) {
        double level = i < syllable ? StrictMath.sin(Math.PI * i / syllable) : 0;
        sound[at] = muLaw((int) (level * 9000 * vowel(at, pitch, first, second)));
      }
    }
    return sound;
  }

  /// A buzz of ten harmonics, the stronger the nearer they are to one of two formants.
  private static double vowel(int at, double pitch, double first, double second) {
    double sum = 0;
    for (int harmonic = 1; harmonic <= 10; harmonic++) {
      double frequency = harmonic * pitch;
      double near =
          1 / (1 + square((frequency - first) / 150))
              + 0.6 / (1 + square((frequency - second) / 200));
      sum += near * StrictMath.sin(2 * Math.PI * frequency * at / RATE);
    }
    return Math.clamp(sum / 2, -1, 1);
  }

  private static double square(double value) {
    return value * value;
  }

  /// ITU-T G.711, µ-law: sign, exponent and mantissa, all bits inverted.
  static byte muLaw(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), MOST) + BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }
}
