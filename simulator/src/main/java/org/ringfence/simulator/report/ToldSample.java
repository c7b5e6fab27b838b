package org.ringfence.simulator.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Some of the people who were told a range and then reached an agent, few enough to draw: those
/// whose row numbers hash lowest. So the same file gives the same sample, without knowing its
/// length before, and no rhythm in the rows can favour anybody.
final class ToldSample {

  static final int MAX_POINTS = 3_000;

  /// @param lowSeconds the lower end of the range told first
  /// @param highSeconds the upper end; infinite where only the lower was told
  /// @param waitSeconds how long it really took
  record Point(double joinedSeconds, double lowSeconds, double highSeconds, double waitSeconds) {}

  private record Ranked(long rank, Point point) {}

  private final PriorityQueue<Ranked> lowest =
      new PriorityQueue<>(Comparator.comparingLong(Ranked::rank).reversed());

  private int count;
  private int within;
  private int longer;

  void add(Point point) {
    if (point.waitSeconds() > point.highSeconds()) {
      longer++;
    } else if (point.waitSeconds() >= point.lowSeconds()) {
      within++;
    }
    lowest.add(new Ranked(new SplittableRandom(count).nextLong(), point));
    count++;
    if (lowest.size() > MAX_POINTS) {
      lowest.remove();
    }
  }

  /// How many there were, in the sample or not.
  int count() {
    return count;
  }

  /// How many waited as long as they were told.
  int within() {
    return within;
  }

  /// How many waited longer than they were told.
  int longer() {
    return longer;
  }

  /// The sample by the moment of joining.
  List<Point> points() {
    return lowest.stream()
        .map(Ranked::point)
        .sorted(
            Comparator.comparingDouble(Point::joinedSeconds)
                .thenComparingDouble(Point::waitSeconds)
                .thenComparingDouble(Point::lowSeconds))
        .toList();
  }
}
