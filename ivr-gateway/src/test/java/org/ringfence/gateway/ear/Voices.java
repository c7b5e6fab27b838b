package org.ringfence.gateway.ear;

import java.util.random.RandomGenerator;

/// Sounds like speech, and what lines do to sound.
final class Voices {

  static final int RATE = 8_000;
  private static final int HARMONICS = 40;
  private static final int BIAS = 0x84;

  private Voices() {}

  /// Syllables of voiced harmonics under three formants, hisses and pauses.
  static float[] speech(RandomGenerator chance, double seconds) {
    float[] sound = new float[(int) (RATE * seconds)];
    double pitch = 80 + 150 * chance.nextDouble();
    int at = 0;
    while (at < sound.length) {
      int length = (int) (RATE * (0.08 + 0.25 * chance.nextDouble()));
      boolean pause = at > 0 && chance.nextInt(6) == 0;
      double amplitude = pause ? 0 : 1_500 + 5_000 * chance.nextDouble();
      syllable(sound, at, length, amplitude, pitch, chance);
      at += length;
    }
    return sound;
  }

  private static void syllable(
      float[] sound, int at, int length, double amplitude, double pitch, RandomGenerator chance) {
    double hertz = pitch * (0.8 + 0.5 * chance.nextDouble());
    double glide = pitch * 0.3 * (chance.nextDouble() - 0.5);
    boolean hiss = chance.nextInt(5) == 0;
    double[] harmonics = harmonics(hertz, chance);
    double phase = 0;
    for (int i = 0; i < length && at + i < sound.length; i++) {
      phase += 2 * Math.PI * (hertz + glide * i / length) / RATE;
      double value = hiss ? 0.3 * chance.nextGaussian() : 0;
      for (int h = 1; !hiss && h < HARMONICS && hertz * h < 3_800; h++) {
        value += harmonics[h] * Math.sin(h * phase);
      }
      sound[at + i] = (float) (amplitude * Math.sin(Math.PI * i / length) * value);
    }
  }

  private static double[] harmonics(double hertz, RandomGenerator chance) {
    double[] formants = {
      250 + 600 * chance.nextDouble(),
      800 + 1_500 * chance.nextDouble(),
      2_300 + 800 * chance.nextDouble()
    };
    double[] harmonics = new double[HARMONICS];
    for (int h = 1; h < HARMONICS; h++) {
      for (double formant : formants) {
        harmonics[h] += 1 / (1 + Math.pow((hertz * h - formant) / 120, 2)) / Math.sqrt(h);
      }
    }
    return harmonics;
  }

  /// The same sound over another line: after up to a second, its first 0 to 60 ms cut off, half to
  /// twice as loud, with white noise 25 dB below it, coded by µ-law.
  static float[] overALine(float[] sound, RandomGenerator chance) {
    int cut = chance.nextInt(60 * RATE / 1_000 + 1);
    int delay = chance.nextInt(RATE);
    double gain = Math.pow(2, 2 * chance.nextDouble() - 1);
    double noise = rms(sound) * Math.pow(10, -25 / 20.0);
    byte[] coded = new byte[sound.length + delay - cut];
    for (int i = 0; i < coded.length; i++) {
      double value = i < delay ? 0 : sound[i - delay + cut];
      coded[i] = ulaw((int) Math.round(gain * (value + noise * chance.nextGaussian())));
    }
    return Ulaw.decoded(coded);
  }

  private static double rms(float[] sound) {
    double sum = 0;
    for (float value : sound) {
      sum += value * value;
    }
    return Math.sqrt(sum / sound.length);
  }

  static byte[] ulaw(float[] sound) {
    byte[] coded = new byte[sound.length];
    for (int i = 0; i < coded.length; i++) {
      coded[i] = ulaw(Math.round(sound[i]));
    }
    return coded;
  }

  /// ITU-T G.711, µ-law: sign, three bits of segment, four of step, all inverted.
  static byte ulaw(int linear) {
    int sign = linear < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(linear), 32_635) + BIAS;
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude) - 7);
    int step = (magnitude >> (segment + 3)) & 0x0f;
    return (byte) ~(sign | (segment << 4) | step);
  }
}
