package org.ringfence.detector.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tells a minute that is unlike those before it, and in what.
///
/// Two things must agree. The forest sets the minute apart from those it knows: its score is above
/// their mean by [#SCORE_DEVIATIONS] deviations. And at least one component by itself is further
/// from its mean than chance and its own variation explain ([#PART_DEVIATIONS]), by as much as a
/// person would call a difference: an alert that could not say what is unusual would help nobody.
final class UnusualMinutes {

  /// Minutes that must be known before anything is unusual.
  static final int LEARNED = 45;

  static final double SCORE_DEVIATIONS = 3;

  /// Nothing less is set apart, however alike the other minutes are.
  static final double LEAST_SCORE = 1.2;

  static final double PART_DEVIATIONS = 5;

  /// Components with fewer calls behind them say nothing.
  static final int LEAST_CALLS = 10;

  private static final int MOST_PARTS = 4;

  /// Of scores, with which their mean and variance follow: half in about 40 minutes.
  private static final double FOLLOWING = 1.0 / 60;

  private final MinuteForest forest = new MinuteForest();
  private double scoreMean = 1;
  private double scoreVariance = 0.04;

  /// What was found about a minute.
  static final class Found {
    private final float[] vector;
    private final double score;
    private final List<String> parts;

    private Found(float[] vector, double score, List<String> parts) {
      this.vector = vector;
      this.score = score;
      this.parts = parts;
    }

    /// Of the forest; 0 while it knows too little.
    double score() {
      return score;
    }

    /// What is unusual, for people; empty when nothing is.
    List<String> parts() {
      return parts;
    }

    boolean isUnusual() {
      return !parts.isEmpty();
    }
  }

  private record Part(Measure measure, double size, String words) {}

  Found look(MinuteCounts window, int minutes) {
    double[] mean = new double[Measure.COUNT];
    double[] deviation = new double[Measure.COUNT];
    moments(mean, deviation);
    float[] vector = new float[Measure.COUNT];
    List<Part> parts = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      int place = measure.place();
      int calls = measure.calls(window);
      boolean known = calls >= LEAST_CALLS;
      double value = known ? measure.of(window, minutes) : mean[place];
      vector[place] = (float) value;
      double chance = 1 / (2 * Math.sqrt(Math.max(calls, 1)));
      double far = Math.abs(value - mean[place]) / Math.max(deviation[place], chance);
      if (known && far >= PART_DEVIATIONS && measure.differs(value, mean[place])) {
        parts.add(new Part(measure, far, measure.say(value, mean[place])));
      }
    }
    if (forest.size() < LEARNED) {
      return new Found(vector, 0, List.of());
    }
    double score = forest.score(vector);
    boolean apart =
        score >= Math.max(LEAST_SCORE, scoreMean + SCORE_DEVIATIONS * Math.sqrt(scoreVariance));
    return new Found(vector, score, apart ? words(parts, vector) : List.of());
  }

  /// The parts that set the minute apart most, by what the forest says of each.
  private List<String> words(List<Part> parts, float[] vector) {
    if (parts.isEmpty()) {
      return List.of();
    }
    double[] adds = forest.attribution(vector);
    return parts.stream()
        .sorted(
            Comparator.comparingDouble((Part part) -> -adds[part.measure().place()])
                .thenComparing(Part::measure))
        .limit(MOST_PARTS)
        .map(Part::words)
        .toList();
  }

  private void moments(double[] mean, double[] deviation) {
    int known = forest.size();
    if (known == 0) {
      return;
    }
    for (int i = 0; i < known; i++) {
      float[] minute = forest.get(i);
      for (int place = 0; place < mean.length; place++) {
        mean[place] += minute[place] / known;
        deviation[place] += (double) minute[place] * minute[place] / known;
      }
    }
    for (int place = 0; place < mean.length; place++) {
      deviation[place] = Math.sqrt(Math.max(0, deviation[place] - mean[place] * mean[place]));
    }
  }

  /// The minute is one of those that others are held against.
  void teach(Found found) {
    if (found.score() > 0) {
      double off = found.score() - scoreMean;
      scoreMean += FOLLOWING * off;
      scoreVariance += FOLLOWING * (off * off - scoreVariance);
    }
    forest.teach(found.vector);
  }

  void clear() {
    forest.clear();
    scoreMean = 1;
    scoreVariance = 0.04;
  }

  /// @param minutes as vectors, oldest first
  record Saved(List<float[]> minutes, double scoreMean, double scoreVariance) {}

  Saved save() {
    return new Saved(forest.save(), scoreMean, scoreVariance);
  }

  void restore(Saved saved) {
    forest.restore(saved.minutes());
    scoreMean = saved.scoreMean();
    scoreVariance = saved.scoreVariance();
  }
}
