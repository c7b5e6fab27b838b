package org.ringfence.simulator.sipp;

import java.time.Duration;

/// A tone as G.711 µ-law at 8 kHz, so that a call carries real sound.
final class Tone {

  private static final int RATE = 8_000;
  private static final double AMPLITUDE = 8_000;
  private static final int BIAS = 0x84;

  private Tone() {}

  static byte[] ulaw(Duration length, double hertz) {
    byte[] samples = new byte[(int) (length.toMillis() * RATE / 1_000)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = encode((int) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    return samples;
  }

  static byte[] silence(Duration length) {
    return ulaw(length, 0);
  }

  /// ITU-T G.711, µ-law: sign, three bits of segment, four of step, all inverted.
  private static byte encode(int linear) {
    int sign = linear < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(linear), 32_635) + BIAS;
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude) - 7);
    int step = (magnitude >> (segment + 3)) & 0x0f;
    return (byte) ~(sign | (segment << 4) | step);
  }
}
