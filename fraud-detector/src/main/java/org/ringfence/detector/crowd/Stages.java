package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;

/// How many calls came to each stage of their way lately, in the fading unit of [Crowd].
final class Stages {

  private static final int ARRIVING = 0;
  private static final int ASKED = 1;
  private static final int LEFT = 2;
  private static final int REFUSED = 3;

  private final FadingCounts counts = new FadingCounts(4);

  void arrived(double unit) {
    counts.add(ARRIVING, unit);
  }

  void asked(double unit) {
    counts.add(ASKED, unit);
  }

  void left(double unit) {
    counts.add(LEFT, unit);
  }

  void refused(double unit) {
    counts.add(REFUSED, unit);
  }

  /// Calls that arrived.
  double arriving(double unit) {
    return counts.units(ARRIVING) / unit;
  }

  /// Calls that came to the questions.
  double asking(double unit) {
    return counts.units(ASKED) / unit;
  }

  /// The share of calls that did not stay until the end of the questions.
  double leaversShare() {
    double arriving = counts.units(ARRIVING);
    return arriving == 0 ? 0 : Math.min(1, counts.units(LEFT) / arriving);
  }

  /// The share of calls that come to the questions and stay.
  double stayingShare() {
    double arriving = counts.units(ARRIVING);
    double gone = counts.units(LEFT) + counts.units(REFUSED);
    return arriving == 0 ? 1 : Math.max(0, 1 - gone / arriving);
  }

  void rescale(double factor) {
    counts.rescale(factor);
  }

  void clear() {
    counts.clear();
  }

  int packedBytes() {
    return counts.packedBytes();
  }

  void pack(ByteBuffer to) {
    counts.pack(to);
  }

  void unpack(ByteBuffer from) {
    counts.unpack(from);
  }
}
