package org.ringfence.gateway.ear;

/// µ-law of ITU-T G.711, which Asterisk writes at 8,000 samples a second.
final class Ulaw {

  private static final int BIAS = 0x84;

  private Ulaw() {}

  static float[] decoded(byte[] coded) {
    float[] samples = new float[coded.length];
    for (int i = 0; i < coded.length; i++) {
      int bits = ~coded[i];
      int magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS;
      samples[i] = (bits & 0x80) == 0 ? magnitude : -magnitude;
    }
    return samples;
  }
}
