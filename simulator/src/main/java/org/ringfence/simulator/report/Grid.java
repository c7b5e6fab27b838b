package org.ringfence.simulator.report;

import java.util.List;

/// The time axis that all charts of a page share: equal steps of whole minutes, few enough to draw.
record Grid(double startSeconds, int stepSeconds, int steps) {

  /// Finer than this no screen shows it.
  private static final int MAX_STEPS = 720;

  /// The least grid that holds all the runs' minutes.
  static Grid over(List<List<Minute>> runs) {
    double start = Double.POSITIVE_INFINITY;
    double end = Double.NEGATIVE_INFINITY;
    for (List<Minute> minutes : runs) {
      if (!minutes.isEmpty()) {
        start = Math.min(start, minutes.getFirst().fromSeconds());
        end = Math.max(end, minutes.getLast().fromSeconds() + Minute.SECONDS);
      }
    }
    if (!(end > start)) {
      return new Grid(0, Minute.SECONDS, 1);
    }
    int step = Minute.SECONDS;
    while (steps(start, end, step) > MAX_STEPS) {
      step += Minute.SECONDS;
    }
    return new Grid(Math.floor(start / step) * step, step, steps(start, end, step));
  }

  private static int steps(double start, double end, int step) {
    double from = Math.floor(start / step) * step;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil((end - from) / step)));
  }

  /// What lies outside counts for the nearest step.
  int stepOf(double seconds) {
    return (int) Math.clamp(Math.floor((seconds - startSeconds) / stepSeconds), 0, steps - 1.0);
  }

  double secondsOf(int step) {
    return startSeconds + (double) step * stepSeconds;
  }
}
