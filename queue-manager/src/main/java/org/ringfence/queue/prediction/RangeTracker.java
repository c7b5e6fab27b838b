package org.ringfence.queue.prediction;

import java.util.List;

/// Keeps the told 80 % ranges honest: adaptive conformal inference (Gibbs and Candès 2021) on the
/// normal scale of the gamma distribution (Wilson and Hilferty 1931).
///
/// Each end of a range lies so many standard deviations from the middle. That starts at the normal
/// distribution's 10 % and 90 % points, and after each wait which ended beyond an end this end moves
/// out by a step, else in by a ninth of it, so that one in ten is beyond. It is the sum of a part
/// for the number ahead and a part for the hour of day, which makes both come true by themselves.
final class RangeTracker {

  private static final double[] DEPTHS = {1, 2, 3, 5, 10, 20, 50, 100};
  private static final int HOURS = 24;
  private static final int CELLS = DEPTHS.length + 1 + HOURS;

  private static final double BEYOND = 0.1;

  /// First and last step; the first ones are greater, to get near soon.
  private static final double FIRST_STEP = 0.2;

  private static final double LAST_STEP = 0.02;

  /// An end never gets further from the middle than this, nor nearer than none at all.
  private static final double FURTHEST = 6;

  private final double[] lowMoved = new double[CELLS];
  private final double[] highMoved = new double[CELLS];
  private final double[] counts = new double[CELLS];

  double low(double ahead, int hour) {
    return clamped(-WaitFormula.Z90 + lowMoved[depth(ahead)] + lowMoved[hourCell(hour)], -1);
  }

  double high(double ahead, int hour) {
    return clamped(WaitFormula.Z90 + highMoved[depth(ahead)] + highMoved[hourCell(hour)], 1);
  }

  private static double clamped(double z, int sign) {
    return sign * Math.max(-1, Math.min(FURTHEST, sign * z));
  }

  private static int depth(double ahead) {
    int cell = 0;
    while (cell < DEPTHS.length && ahead >= DEPTHS[cell] - 0.5) {
      cell++;
    }
    return cell;
  }

  private static int hourCell(int hour) {
    return DEPTHS.length + 1 + hour;
  }

  /// A wait ended that had been told.
  void ended(double ahead, int hour, boolean belowLow, boolean aboveHigh) {
    move(depth(ahead), belowLow, aboveHigh);
    move(hourCell(hour), belowLow, aboveHigh);
  }

  private void move(int cell, boolean belowLow, boolean aboveHigh) {
    counts[cell]++;
    double step = Math.max(LAST_STEP, FIRST_STEP / StrictMath.sqrt(counts[cell]));
    lowMoved[cell] -= step * (belowLow ? 1 - BEYOND : -BEYOND);
    highMoved[cell] += step * (aboveHigh ? 1 - BEYOND : -BEYOND);
  }

  /// The whole state.
  record Saved(List<Double> lowMoved, List<Double> highMoved, List<Double> counts) {
    Saved {
      lowMoved = List.copyOf(lowMoved);
      highMoved = List.copyOf(highMoved);
      counts = List.copyOf(counts);
    }
  }

  Saved save() {
    return new Saved(
        AgeTable.boxed(lowMoved), AgeTable.boxed(highMoved), AgeTable.boxed(counts));
  }

  void restore(Saved saved) {
    if (saved.lowMoved.size() != CELLS
        || saved.highMoved.size() != CELLS
        || saved.counts.size() != CELLS) {
      return;
    }
    for (int i = 0; i < CELLS; i++) {
      lowMoved[i] = saved.lowMoved.get(i);
      highMoved[i] = saved.highMoved.get(i);
      counts[i] = saved.counts.get(i);
    }
  }
}
