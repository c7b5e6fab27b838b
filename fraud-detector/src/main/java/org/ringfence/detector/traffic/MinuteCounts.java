package org.ringfence.detector.traffic;

import java.util.Arrays;
import java.util.List;

/// What is counted of the calls of a minute, or of several minutes together.
///
/// Times are kept as logarithmic histograms, so that a minute has one size whatever calls.
final class MinuteCounts {

  static final int ATTEMPTS = 0;
  static final int WITHHELD = 1;

  /// From an area code that is not one of the home ones.
  static final int AWAY = 2;

  /// From a number that called within the hour.
  static final int AGAIN = 3;

  static final int UNSIGNED = 4;

  /// Refused, challenged, diverted or let go, or counted with a campaign.
  static final int SUSPECT = 5;

  /// The most at one time.
  static final int PORTS = 6;

  /// Calls that came to the end of their questions.
  static final int ASKED = 7;

  static final int UNHEARD = 8;
  static final int SILENT = 9;
  static final int ENDED = 10;

  /// Ended by the caller before the end of the questions.
  static final int LEFT = 11;

  /// Short calls of people who never called before, were heard and keyed nothing ([SpoofWatch]).
  static final int RETURNED = 12;

  private static final int SCALARS = 13;

  /// Steps of a histogram: a quarter of a doubling, from half a second on (to 2 h).
  private static final int STEPS = 56;

  private static final double STEPS_PER_DOUBLING = 4;
  private static final double SHORTEST_SECONDS = 0.5;
  private static final double LN2 = StrictMath.log(2);

  private static final int SIZE = SCALARS + 2 * STEPS;
  private static final int KEYS = SCALARS;
  private static final int LENGTHS = SCALARS + STEPS;

  private final int[] counts = new int[SIZE];

  int get(int count) {
    return counts[count];
  }

  void add(int count) {
    counts[count]++;
  }

  void atLeast(int count, int value) {
    counts[count] = Math.max(counts[count], value);
  }

  void keyCame(double seconds) {
    counts[KEYS + step(seconds)]++;
  }

  void lasted(double seconds) {
    counts[LENGTHS + step(seconds)]++;
  }

  private static int step(double seconds) {
    double doublings = StrictMath.log(Math.max(seconds, SHORTEST_SECONDS) / SHORTEST_SECONDS) / LN2;
    return Math.clamp((int) (doublings * STEPS_PER_DOUBLING), 0, STEPS - 1);
  }

  int keyTimes() {
    return sum(KEYS);
  }

  double medianKeySeconds() {
    return median(KEYS);
  }

  double medianLengthSeconds() {
    return median(LENGTHS);
  }

  private int sum(int from) {
    int sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += counts[from + i];
    }
    return sum;
  }

  /// Between the steps it goes evenly, so that the median does not jump from step to step.
  private double median(int from) {
    double half = sum(from) / 2.0;
    double below = 0;
    for (int i = 0; i < STEPS; i++) {
      int here = counts[from + i];
      if (here > 0 && below + here >= half) {
        double at = i + (half - below) / here;
        return SHORTEST_SECONDS * StrictMath.exp(at / STEPS_PER_DOUBLING * LN2);
      }
      below += here;
    }
    return SHORTEST_SECONDS;
  }

  /// Adds the calls of another minute; of levels the highest counts.
  void addAll(MinuteCounts other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] = i == PORTS ? Math.max(counts[i], other.counts[i]) : counts[i] + other.counts[i];
    }
  }

  /// Takes calls away that were added before; of levels nothing.
  void take(MinuteCounts other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] -= i == PORTS ? 0 : other.counts[i];
    }
  }

  List<Integer> save() {
    int end = SIZE;
    while (end > 0 && counts[end - 1] == 0) {
      end--;
    }
    return Arrays.stream(counts, 0, end).boxed().toList();
  }

  static MinuteCounts restore(List<Integer> saved) {
    MinuteCounts minute = new MinuteCounts();
    for (int i = 0; i < Math.min(SIZE, saved.size()); i++) {
      minute.counts[i] = saved.get(i);
    }
    return minute;
  }
}
