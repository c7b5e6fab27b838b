package org.ringfence.gateway.ear;

/// The power spectrum of a frame: a Hann window and a radix-2 transform (Cooley and Tukey, 1965).
final class Spectrum {

  private final int size;
  private final double[] window;
  private final double[] cosines;
  private final double[] sines;
  private final double[] real;
  private final double[] imaginary;

  /// @param size samples of a frame, a power of two
  Spectrum(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a power of two: " + size);
    }
    this.size = size;
    window = new double[size];
    cosines = new double[size / 2];
    sines = new double[size / 2];
    real = new double[size];
    imaginary = new double[size];
    for (int i = 0; i < size; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
    }
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / size);
      sines[i] = Math.sin(2 * Math.PI * i / size);
    }
  }

  /// The power in each bin below half the sampling rate; the samples after the end are silence.
  double[] power(float[] samples, int from) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      int to = Integer.reverse(i) >>> shift;
      real[to] = from + i < samples.length ? window[i] * samples[from + i] : 0;
      imaginary[to] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          cross(start + k, start + k + half, k * (size / (2 * half)));
        }
      }
    }
    double[] power = new double[size / 2];
    for (int i = 0; i < power.length; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return power;
  }

  private void cross(int upper, int lower, int turn) {
    double re = real[lower] * cosines[turn] + imaginary[lower] * sines[turn];
    double im = imaginary[lower] * cosines[turn] - real[lower] * sines[turn];
    real[lower] = real[upper] - re;
    imaginary[lower] = imaginary[upper] - im;
    real[upper] += re;
    imaginary[upper] += im;
  }
}
