package org.ringfence.queue.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long an agent is taken up by one caller, learned also from the callers who are still being
/// served.
///
/// A piecewise exponential survival estimate (the smooth sister of Kaplan and Meier's): for each
/// range of ages the hazard is endings / time spent at that age, and the mean is the integral of
/// the survival. Open talks add time without an ending, so that the mean is neither too short just
/// after opening, when only short talks have ended, nor too long. A prior of exponential handlings
/// is added as if it had been observed.
///
/// Endings and time spent are both forgotten from the moment at which they happened: a talk's
/// earlier minutes weigh less than its last one, whether it is over or not. Were a talk's time
/// entered whole at its end, open talks would come on top, and the mean be too long by about its
/// own share of the memory.
final class HandlingTimes {

  /// Lower edges of the age ranges in seconds, a factor of √2 apart; the last has no end.
  private static final double[] EDGES = edges();

  /// Of the prior, so much lies in each age range however old. Where neither the prior nor any
  /// ended talk gets to, it keeps a single talk that somebody forgot to end from making the mean
  /// endless.
  private static final double LEAST_PRIOR_SHARE = 0.02;

  private final double memorySeconds;
  private final double[] priorEndings = new double[EDGES.length];
  private final double priorMeanSeconds;
  private final double priorWeight;

  /// How much more an observation weighs at each edge than at age 0.
  private final double[] growth = new double[EDGES.length];

  private final double[] endings = new double[EDGES.length];
  private final double[] exposureSeconds = new double[EDGES.length];

  /// @param halfLifeSeconds after which an observation counts half
  HandlingTimes(double priorMeanSeconds, double priorWeight, double halfLifeSeconds) {
    this.memorySeconds = halfLifeSeconds / StrictMath.log(2);
    this.priorMeanSeconds = priorMeanSeconds;
    this.priorWeight = priorWeight;
    for (int i = 0; i < EDGES.length; i++) {
      double survivesTo = StrictMath.exp(-EDGES[i] / priorMeanSeconds);
      double survivesOver = StrictMath.exp(-upperEdge(i) / priorMeanSeconds);
      priorEndings[i] = priorWeight * Math.max(survivesTo - survivesOver, LEAST_PRIOR_SHARE);
      growth[i] = StrictMath.exp(EDGES[i] / memorySeconds);
    }
  }

  private static double[] edges() {
    double[] edges = new double[24];
    for (int i = 1; i < edges.length; i++) {
      edges[i] = 5 * StrictMath.pow(2, (i - 1) / 2.0);
    }
    return edges;
  }

  private static double upperEdge(int range) {
    return range + 1 < EDGES.length ? EDGES[range + 1] : Double.POSITIVE_INFINITY;
  }

  void ended(double seconds) {
    addExposure(exposureSeconds, seconds);
    int range = 0;
    while (seconds >= upperEdge(range)) {
      range++;
    }
    endings[range] += 1;
  }

  void decay(double factor) {
    for (int i = 0; i < EDGES.length; i++) {
      endings[i] *= factor;
      exposureSeconds[i] *= factor;
    }
  }

  /// How many endings stand behind the estimate, the prior's included.
  double weight() {
    return priorWeight + Arrays.stream(endings).sum();
  }

  /// The mean handling time, given the ages of the handlings that are still open.
  double meanSeconds(List<Double> openAgesSeconds) {
    double[] exposure = exposureSeconds.clone();
    for (double age : openAgesSeconds) {
      addExposure(exposure, age);
    }
    double mean = 0;
    double survival = 1;
    for (int i = 0; i < EDGES.length; i++) {
      double hazard =
          (endings[i] + priorEndings[i]) / (exposure[i] + priorEndings[i] * priorMeanSeconds);
      double width = upperEdge(i) - EDGES[i];
      double survivesRange = StrictMath.exp(-hazard * width);
      mean += survival * (1 - survivesRange) / hazard;
      survival *= survivesRange;
    }
    return mean;
  }

  /// Adds the time spent at each age by a talk that has, or had just now, this age.
  private void addExposure(double[] exposure, double seconds) {
    // weight(seconds - edge) is weight(seconds) · growth(edge), so one exponential is enough.
    double whole = weight(seconds);
    double before = whole;
    for (int i = 0; i < EDGES.length && EDGES[i] < seconds; i++) {
      double after = upperEdge(i) < seconds ? whole * growth[i + 1] : 1;
      exposure[i] += memorySeconds * (after - before);
      before = after;
    }
  }

  /// What an observation weighs so long after it.
  private double weight(double secondsAgo) {
    return StrictMath.exp(-secondsAgo / memorySeconds);
  }

  List<Double> endings() {
    return boxed(endings);
  }

  List<Double> exposureSeconds() {
    return boxed(exposureSeconds);
  }

  void restore(List<Double> savedEndings, List<Double> savedExposureSeconds) {
    if (savedEndings.size() != EDGES.length || savedExposureSeconds.size() != EDGES.length) {
      throw new IllegalArgumentException("saved handling times have other age ranges");
    }
    for (int i = 0; i < EDGES.length; i++) {
      endings[i] = savedEndings.get(i);
      exposureSeconds[i] = savedExposureSeconds.get(i);
    }
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
