package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;

/// A distribution of waiting times given by the share of callers who wait at least so long, as a
/// Kaplan–Meier estimate gives it, and by stretches in which more give up.
///
/// Between two given times the hazard is constant but for the peaks, where it is so many times as
/// high; the given shares hold exactly. Past the last time the hazard of the last stretch goes on.
/// A draw inverts the integrated hazard.
///
/// @param ends where each stretch of constant hazard ends, seconds, rising
/// @param integrated the hazard integrated up to there: -ln(share still waiting)
record SurvivalTable(List<Double> ends, List<Double> integrated, double hazardBeyond) {

  /// A stretch in which the hazard is `factor` times that around it.
  private record Peak(double from, double to, double factor) {}

  private record Knot(double time, double share) {}

  SurvivalTable {
    ends = List.copyOf(ends);
    integrated = List.copyOf(integrated);
  }

  /// Reads `30s=0.90 60s=0.83 peak 10s-15s*3 peak 55s-60s*3`.
  ///
  /// @throws IllegalArgumentException for what is none
  static SurvivalTable parse(List<String> words) {
    List<Knot> knots = new ArrayList<>();
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("peak") && i + 1 < words.size()) {
        peaks.add(peak(words.get(++i)));
      } else {
        knots.add(knot(words.get(i), knots.isEmpty() ? new Knot(0, 1) : knots.getLast()));
      }
    }
    if (knots.isEmpty()) {
      throw new IllegalArgumentException("survival needs at least one TIME=SHARE");
    }
    return of(knots, peaks);
  }

  private static Knot knot(String word, Knot before) {
    String[] sides = word.split("=", -1);
    if (sides.length != 2) {
      throw new IllegalArgumentException("\"" + word + "\" should be TIME=SHARE");
    }
    Knot knot = new Knot(Words.seconds(sides[0]), Words.number(sides[1], 1e-9, 1));
    if (!(knot.time() > before.time() && knot.share() <= before.share())) {
      throw new IllegalArgumentException("times must rise and shares fall at \"" + word + "\"");
    }
    return knot;
  }

  private static Peak peak(String word) {
    String[] parts = word.split("[-*]", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("\"" + word + "\" should be FROM-TO*FACTOR");
    }
    Peak peak =
        new Peak(
            Words.seconds(parts[0]), Words.seconds(parts[1]), Words.number(parts[2], 0.001, 1000));
    if (!(peak.from() < peak.to())) {
      throw new IllegalArgumentException("the peak \"" + word + "\" ends before it begins");
    }
    return peak;
  }

  private static SurvivalTable of(List<Knot> knots, List<Peak> peaks) {
    List<Double> ends = new ArrayList<>();
    List<Double> integrated = new ArrayList<>();
    Knot before = new Knot(0, 1);
    double sum = 0;
    double last = 0;
    for (Knot knot : knots) {
      List<Double> cuts = cuts(before.time(), knot.time(), peaks);
      double weight = 0;
      for (int i = 1; i < cuts.size(); i++) {
        weight += (cuts.get(i) - cuts.get(i - 1)) * factorAt(cuts.get(i - 1), peaks);
      }
      double base = (StrictMath.log(before.share()) - StrictMath.log(knot.share())) / weight;
      for (int i = 1; i < cuts.size(); i++) {
        sum += (cuts.get(i) - cuts.get(i - 1)) * base * factorAt(cuts.get(i - 1), peaks);
        ends.add(cuts.get(i));
        integrated.add(sum);
      }
      last = base;
      before = knot;
    }
    return new SurvivalTable(ends, integrated, last);
  }

  private static List<Double> cuts(double from, double to, List<Peak> peaks) {
    List<Double> cuts = new ArrayList<>(List.of(from, to));
    for (Peak peak : peaks) {
      for (double edge : new double[] {peak.from(), peak.to()}) {
        if (edge > from && edge < to) {
          cuts.add(edge);
        }
      }
    }
    return cuts.stream().distinct().sorted().toList();
  }

  private static double factorAt(double time, List<Peak> peaks) {
    double factor = 1;
    for (Peak peak : peaks) {
      if (time >= peak.from() && time < peak.to()) {
        factor *= peak.factor();
      }
    }
    return factor;
  }

  /// The time that this share of callers reaches.
  ///
  /// @param share in (0, 1]
  double timeReachedBy(double share) {
    double wanted = -StrictMath.log(share);
    double time = 0;
    double done = 0;
    for (int i = 0; i < ends.size(); i++) {
      if (wanted <= integrated.get(i)) {
        double width = integrated.get(i) - done;
        return width <= 0 ? time : time + (ends.get(i) - time) * (wanted - done) / width;
      }
      time = ends.get(i);
      done = integrated.get(i);
    }
    return hazardBeyond > 0 ? time + (wanted - done) / hazardBeyond : Double.POSITIVE_INFINITY;
  }
}
