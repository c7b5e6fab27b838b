package org.ringfence.simulator.replay.media;

/// G.711 µ-law at 8 kHz in frames of 20 ms, as telephone calls carry it.
public final class Ulaw {

  /// Samples of one frame; µ-law has one byte a sample.
  public static final int FRAME = 160;

  /// The length of a frame.
  public static final long FRAME_NANOS = 20_000_000;

  public static final int FRAMES_PER_SECOND = 50;

  static final int RATE = 8_000;
  static final byte SILENCE = (byte) 0xff;

  private static final int BIAS = 0x84;
  private static final int CLIP = 32_635;

  private Ulaw() {}

  /// ITU-T G.711, µ-law: sign, three bits of segment, four of step, all inverted.
  static byte encode(int linear) {
    int sign = linear < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(linear), CLIP) + BIAS;
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude) - 7);
    int step = (magnitude >> (segment + 3)) & 0x0f;
    return (byte) ~(sign | (segment << 4) | step);
  }

  /// The sample of a byte, between -32,124 and 32,124.
  public static int decode(byte ulaw) {
    int bits = ~ulaw & 0xff;
    int magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS;
    return (bits & 0x80) == 0 ? magnitude : -magnitude;
  }

  /// One frame of two tones together; both have a whole number of periods in it, so that the frame
  /// can be repeated without a click.
  static byte[] twoTones(int firstHertz, int secondHertz, double amplitude) {
    byte[] frame = new byte[FRAME];
    for (int i = 0; i < FRAME; i++) {
      double first = Math.sin(2 * Math.PI * firstHertz * i / RATE);
      double second = Math.sin(2 * Math.PI * secondHertz * i / RATE);
      frame[i] = encode((int) Math.round(amplitude * (first + second)));
    }
    return frame;
  }
}
