package org.ringfence.gateway.ear;

import java.util.OptionalLong;

/// The 64-bit fingerprint of the first three seconds of a sound, by which the same recording is
/// known again.
///
/// In the manner of Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (ISMIR 2002):
/// a bit is the sign of how the difference of two neighbouring bands changes from one moment to the
/// next. They take 32 bits each 12 ms and search a database; one print must do here, so the moments
/// are nine spans of 0.7 s, 0.3 s apart, and a shift by tens of milliseconds changes few bits.
///
/// ```
///            span 0   span 1   …   span 8          E(n,m): log energy of span n, band m
/// band 0   ┐                                       bit: E(n,m) - E(n,m-1)
///   …      │ 300 to 2,000 Hz, equal ratios              - E(n-1,m) + E(n-1,m-1) > 0
/// band 8   ┘
/// ```
///
/// The level cancels out of the differences. To the energies 3 % of their mean is added, so that
/// bands with hardly more than noise say little.
///
/// INVARIANT: sound that would leave the bits to chance or to zero (shorter than two seconds, or as
/// even as a tone) has no print: its prints would say that strangers play the same recording.
final class SoundPrint {

  private static final int RATE = 8_000;

  private static final int BANDS = 9;
  private static final double LOWEST_HERTZ = 300;
  private static final double HIGHEST_HERTZ = 2_000;

  /// 64 ms, 16 ms apart.
  private static final int FRAME_SAMPLES = 512;

  private static final int HOP_SAMPLES = 128;

  private static final int SPANS = 9;
  private static final int SPAN_FRAMES = 45;
  private static final int SPAN_HOP_FRAMES = 18;
  private static final int FRAMES = (SPANS - 1) * SPAN_HOP_FRAMES + SPAN_FRAMES;
  private static final int SAMPLES = (FRAMES - 1) * HOP_SAMPLES + FRAME_SAMPLES;

  private static final double ADDED_SHARE = 0.03;

  /// 10 ms: how finely the beginning is found.
  private static final int BLOCK_SAMPLES = 80;

  /// Root mean square of a tone of amplitude 512 (-32 dBm0): the threshold of `TALK_DETECT`.
  private static final double SOUND = 362;

  /// The sound begins with the first block that is so loud beside the loudest: a fixed level would
  /// be reached at another moment when the line is louder.
  private static final double BEGINNING_SHARE = 0.15;

  /// A span below this share of the mean energy is silent.
  private static final double SILENT_SHARE = 0.01;

  private static final int MAX_SILENT_SPANS = 2;

  /// Mean size of the 64 differences; that of speech and music is above 0.3, that of a tone or of
  /// steady noise below 0.1.
  private static final double LEAST_CHANGE = 0.15;

  private SoundPrint() {}

  /// Empty when there is no sound, too little of it or too even a one.
  ///
  /// @param samples at 8,000 a second, full scale 32,768
  static OptionalLong of(float[] samples) {
    int begin = beginning(samples);
    if (begin < 0 || samples.length - begin < SAMPLES) {
      return OptionalLong.empty();
    }
    return print(spans(bands(samples, begin)));
  }

  /// The first sample of the sound, or -1.
  private static int beginning(float[] samples) {
    int first = firstBlock(samples, 0, SOUND);
    if (first < 0) {
      return first;
    }
    // What comes later must not count: recordings of the same sound differ in length.
    double loudest = 0;
    int end = Math.min(samples.length, first + SAMPLES) - BLOCK_SAMPLES;
    for (int at = first; at <= end; at += BLOCK_SAMPLES) {
      loudest = Math.max(loudest, rms(samples, at));
    }
    return firstBlock(samples, first, loudest * BEGINNING_SHARE);
  }

  private static int firstBlock(float[] samples, int from, double level) {
    for (int at = from; at + BLOCK_SAMPLES <= samples.length; at += BLOCK_SAMPLES) {
      if (rms(samples, at) >= level) {
        return at;
      }
    }
    return -1;
  }

  private static double rms(float[] samples, int from) {
    double sum = 0;
    for (int i = from; i < from + BLOCK_SAMPLES; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / BLOCK_SAMPLES);
  }

  /// The energy of each frame in each band.
  private static double[][] bands(float[] samples, int begin) {
    Spectrum spectrum = new Spectrum(FRAME_SAMPLES);
    double[][] frames = new double[FRAMES][BANDS];
    for (int frame = 0; frame < FRAMES; frame++) {
      double[] power = spectrum.power(samples, begin + frame * HOP_SAMPLES);
      for (int bin = 0; bin < power.length; bin++) {
        double hertz = (double) bin * RATE / FRAME_SAMPLES;
        if (hertz >= LOWEST_HERTZ && hertz < HIGHEST_HERTZ) {
          frames[frame][band(hertz)] += power[bin];
        }
      }
    }
    return frames;
  }

  private static int band(double hertz) {
    return (int) (BANDS * Math.log(hertz / LOWEST_HERTZ) / Math.log(HIGHEST_HERTZ / LOWEST_HERTZ));
  }

  /// The mean energy of each span in each band, its frames weighed by a Hann window.
  private static double[][] spans(double[][] frames) {
    double[][] spans = new double[SPANS][BANDS];
    for (int span = 0; span < SPANS; span++) {
      for (int frame = 0; frame < SPAN_FRAMES; frame++) {
        double weight = (1 - Math.cos(2 * Math.PI * (frame + 0.5) / SPAN_FRAMES)) / SPAN_FRAMES;
        for (int band = 0; band < BANDS; band++) {
          spans[span][band] += weight * frames[span * SPAN_HOP_FRAMES + frame][band];
        }
      }
    }
    return spans;
  }

  private static OptionalLong print(double[][] spans) {
    double mean = 0;
    for (double[] span : spans) {
      mean += mean(span) / SPANS;
    }
    int silent = 0;
    for (double[] span : spans) {
      silent += mean(span) < SILENT_SHARE * mean ? 1 : 0;
    }
    if (silent > MAX_SILENT_SPANS) {
      return OptionalLong.empty();
    }
    long print = 0;
    double change = 0;
    double[] before = slopes(spans[0], mean);
    for (int span = 1; span < SPANS; span++) {
      double[] now = slopes(spans[span], mean);
      for (int i = 0; i < now.length; i++) {
        print = print << 1 | (now[i] > before[i] ? 1 : 0);
        change += Math.abs(now[i] - before[i]) / Long.SIZE;
      }
      before = now;
    }
    return change < LEAST_CHANGE ? OptionalLong.empty() : OptionalLong.of(print);
  }

  /// The differences of neighbouring bands, one less than there are bands.
  private static double[] slopes(double[] span, double mean) {
    double[] slopes = new double[BANDS - 1];
    for (int band = 1; band < BANDS; band++) {
      slopes[band - 1] =
          Math.log((span[band] + ADDED_SHARE * mean) / (span[band - 1] + ADDED_SHARE * mean));
    }
    return slopes;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
