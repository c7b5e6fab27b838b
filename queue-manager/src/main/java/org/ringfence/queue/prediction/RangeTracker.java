package org.ringfence.queue.prediction;

import java.util.Arrays;
import java.util.List;

/// Keeps the told 80 % ranges honest and narrow.
///
/// A wait is taken for gamma distributed about its prediction. How widely is observed, for each
/// size of prediction by itself. Of the ranges that hold 80 % of that distribution the narrowest is
/// told: a wait that is hard to predict is skewed, and leaving out as much below as above would
/// make its range up to a third wider.
///
/// No such assumption is quite true, so both ends are moved after each wait (adaptive conformal
/// inference, Gibbs and Candès 2021), on the normal scale of the gamma distribution (Wilson and
/// Hilferty 1931): out by a step when the wait ended beyond, else in by so much that the wanted
/// share stays beyond. The move is the sum of a part for the number ahead and a part for the hour
/// of day, which makes the range come true for each of them.
final class RangeTracker {

  /// What is left out of the range.
  private static final double LEFT_OUT = 0.2;

  private static final double[] DEPTHS = {1, 2, 3, 5, 10, 20, 50, 100};
  private static final int HOURS = 24;
  private static final int CELLS = DEPTHS.length + 1 + HOURS;

  /// First and last step; the first ones are greater, to get near soon.
  private static final double FIRST_STEP = 0.2;

  private static final double LAST_STEP = 0.02;

  /// An end never moves further than this.
  private static final double FURTHEST = 4;

  /// Sizes of predictions are doublings of a mean handling time, from 2⁻⁸ of it on.
  private static final int SIZES = 16;

  private static final int UNIT_SIZE = 8;

  /// The formula's spread is worth so many observed waits, and these are remembered for so many.
  private static final double PRIOR_WAITS = 30;

  private static final double REMEMBERED = 2_000;

  private final double[] lowMoved = new double[CELLS];
  private final double[] highMoved = new double[CELLS];
  private final double[] counts = new double[CELLS];
  private final double[] squaredErrors = new double[SIZES];
  private final double[] squaredWaits = new double[SIZES];

  /// A range that was told.
  ///
  /// @param ahead how many were ahead
  /// @param hour of day, 0 to 23
  /// @param below which share of such waits is to end below it
  record Range(double lowSeconds, double highSeconds, double ahead, int hour, double below) {}

  /// @param meanSeconds the prediction
  /// @param relativeVariance of the wait, as the formula has it: variance / mean²
  /// @param handlingSeconds the mean handling time
  Range range(
      double meanSeconds, double relativeVariance, double handlingSeconds, double ahead, int hour) {
    int size = size(meanSeconds / handlingSeconds);
    // A mean square of one handling time is as good a unit as any for the weight of the belief.
    double priorWaits = PRIOR_WAITS * meanSeconds * meanSeconds;
    double relative =
        (squaredErrors[size] + priorWaits * relativeVariance) / (squaredWaits[size] + priorWaits);
    // The lower tail of the narrowest 80 % range of a gamma distribution of shape k is
    // 0.1 − 0.12/√k to three decimals.
    double below = Math.max(0, LEFT_OUT / 2 - 0.12 * StrictMath.sqrt(relative));
    double variance = relative * meanSeconds * meanSeconds;
    double low =
        below == 0
            ? 0
            : WaitFormula.gammaPoint(
                meanSeconds,
                variance,
                -WaitFormula.normalPoint(below) + moved(lowMoved, ahead, hour));
    double high =
        WaitFormula.gammaPoint(
            meanSeconds,
            variance,
            WaitFormula.normalPoint(LEFT_OUT - below) + moved(highMoved, ahead, hour));
    return new Range(Math.min(low, high), high, ahead, hour, below);
  }

  private static double moved(double[] by, double ahead, int hour) {
    double sum = by[depth(ahead)] + by[hourCell(hour)];
    return Math.max(-FURTHEST, Math.min(FURTHEST, sum));
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

  private static int size(double handlings) {
    int exponent = handlings > 0 ? Math.getExponent(handlings) : -UNIT_SIZE;
    return Math.max(0, Math.min(SIZES - 1, exponent + UNIT_SIZE));
  }

  /// A wait ended that had been told.
  void ended(Range told, double meanSeconds, double waitedSeconds, double handlingSeconds) {
    int size = size(meanSeconds / handlingSeconds);
    double kept = 1 - 1 / REMEMBERED;
    double error = waitedSeconds - meanSeconds;
    squaredErrors[size] = squaredErrors[size] * kept + error * error;
    squaredWaits[size] = squaredWaits[size] * kept + meanSeconds * meanSeconds;
    move(depth(told.ahead), told, waitedSeconds);
    move(hourCell(told.hour), told, waitedSeconds);
  }

  private void move(int cell, Range told, double waited) {
    counts[cell]++;
    double step = Math.max(LAST_STEP, FIRST_STEP / StrictMath.sqrt(counts[cell]));
    if (told.below > 0) {
      lowMoved[cell] -= step * ((waited < told.lowSeconds ? 1 : 0) - told.below);
    }
    highMoved[cell] += step * ((waited > told.highSeconds ? 1 : 0) - (LEFT_OUT - told.below));
  }

  /// The whole state.
  record Saved(
      List<Double> lowMoved,
      List<Double> highMoved,
      List<Double> counts,
      List<Double> squaredErrors,
      List<Double> squaredWaits) {
    Saved {
      lowMoved = List.copyOf(lowMoved);
      highMoved = List.copyOf(highMoved);
      counts = List.copyOf(counts);
      squaredErrors = List.copyOf(squaredErrors);
      squaredWaits = List.copyOf(squaredWaits);
    }
  }

  Saved save() {
    return new Saved(
        AgeTable.boxed(lowMoved),
        AgeTable.boxed(highMoved),
        AgeTable.boxed(counts),
        AgeTable.boxed(squaredErrors),
        AgeTable.boxed(squaredWaits));
  }

  /// Takes the state up again; one with other cells is of another release and is left out.
  void restore(Saved saved) {
    if (saved.lowMoved.size() != CELLS
        || saved.highMoved.size() != CELLS
        || saved.counts.size() != CELLS
        || saved.squaredErrors.size() != SIZES
        || saved.squaredWaits.size() != SIZES) {
      return;
    }
    Arrays.setAll(lowMoved, saved.lowMoved::get);
    Arrays.setAll(highMoved, saved.highMoved::get);
    Arrays.setAll(counts, saved.counts::get);
    Arrays.setAll(squaredErrors, saved.squaredErrors::get);
    Arrays.setAll(squaredWaits, saved.squaredWaits::get);
  }
}
