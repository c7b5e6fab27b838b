package org.ringfence.queue.prediction;

import java.util.ArrayList;
import java.util.List;

/// What was observed at each age of a wait: how many ended there, and how much time was spent
/// there. Both are forgotten exponentially from the moment at which they happened, so that waits
/// which are still open may be added for a look without counting twice.
final class AgeTable {

  /// Lower edges of the age ranges in seconds, [#PER_COARSE] to each doubling above the first; the
  /// last has no end.
  static final double[] EDGES = edges();

  /// So many neighbours make one coarse range.
  static final int PER_COARSE = 4;

  private static final int RANGES = 48;
  private static final double FIRST_SECONDS = 5;

  private final double memorySeconds;
  private final double[] endings = new double[RANGES];
  private final double[] exposureSeconds = new double[RANGES];

  AgeTable(double halfLifeSeconds) {
    this.memorySeconds = halfLifeSeconds / StrictMath.log(2);
  }

  private static double[] edges() {
    double[] edges = new double[RANGES];
    for (int i = 1; i < edges.length; i++) {
      edges[i] = FIRST_SECONDS * StrictMath.pow(2, (i - 1) / (double) PER_COARSE);
    }
    return edges;
  }

  static int rangeOf(double seconds) {
    if (seconds < FIRST_SECONDS) {
      return 0;
    }
    int doublings = Math.getExponent(seconds / FIRST_SECONDS);
    int range = Math.min(RANGES - 1, 1 + PER_COARSE * doublings);
    while (range + 1 < RANGES && EDGES[range + 1] <= seconds) {
      range++;
    }
    return range;
  }

  static double upperEdge(int range) {
    return range + 1 < RANGES ? EDGES[range + 1] : Double.POSITIVE_INFINITY;
  }

  /// A wait ended just now.
  ///
  /// @param counts whether by what is looked for; else it was cut short
  void ended(double seconds, boolean counts) {
    addExposure(exposureSeconds, seconds, 1);
    if (counts) {
      endings[rangeOf(seconds)] += 1;
    }
  }

  void decay(double factor) {
    for (int i = 0; i < RANGES; i++) {
      endings[i] *= factor;
      exposureSeconds[i] *= factor;
    }
  }

  /// Adds the time that was spent at each age by waits of this age, ended just now or open.
  void addExposure(double[] exposure, double seconds, double waits) {
    double weightAtStart = weight(seconds);
    for (int i = 0; i < RANGES && EDGES[i] < seconds; i++) {
      double weightAtEnd = upperEdge(i) >= seconds ? 1 : weight(seconds - upperEdge(i));
      exposure[i] += waits * memorySeconds * (weightAtEnd - weightAtStart);
      weightAtStart = weightAtEnd;
    }
  }

  /// What an observation weighs so long after it.
  private double weight(double secondsAgo) {
    return StrictMath.exp(-secondsAgo / memorySeconds);
  }

  double[] endingsByRange() {
    return endings.clone();
  }

  double[] exposureByRange() {
    return exposureSeconds.clone();
  }

  /// The whole state.
  record Saved(List<Double> endings, List<Double> exposureSeconds) {
    Saved {
      endings = List.copyOf(endings);
      exposureSeconds = List.copyOf(exposureSeconds);
    }
  }

  Saved save() {
    return new Saved(boxed(endings), boxed(exposureSeconds));
  }

  /// Takes the state up again; one with other age ranges is of another release and is left out.
  void restore(Saved saved) {
    if (saved.endings.size() != RANGES || saved.exposureSeconds.size() != RANGES) {
      return;
    }
    for (int i = 0; i < RANGES; i++) {
      endings[i] = saved.endings.get(i);
      exposureSeconds[i] = saved.exposureSeconds.get(i);
    }
  }

  static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
