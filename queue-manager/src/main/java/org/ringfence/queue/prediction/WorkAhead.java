package org.ringfence.queue.prediction;

/// The wait of a caller behind others some of whom will give up before their turn: work ahead, each
/// caller counted by the chance of still being there.
///
/// Turns come at the rate `r`. The next turn of the caller behind `j` others comes at `T(j)`, where
/// `T(0) = 1/r` and `T(j) = T(j−1) + p(j)/r` with the chance `p(j)` that the `j`th is still there
/// at `T(j−1)`, given the age and class. For exponential patience the increments are those of QLm
/// (Whitt 1999; Ibrahim and Whitt 2009) to the second order, `p(j)/r ≈ 1/(r + jθ)`, and as there
/// they are taken for independent exponential times, which gives the variance.
final class WorkAhead {

  /// Below this the logarithm is its argument.
  private static final double LEAST_LOST = 1e-6;

  private static final PatienceClass[] CLASSES = PatienceClass.values();

  private WorkAhead() {}

  /// @param ahead who is served before the caller, apart from the first `skipped`, for whom agents
  ///   are free
  /// @param rate turns per second, positive
  /// @param each how much work a caller is
  static WaitFormula.Moments moments(
      CallersAhead ahead, double skipped, double rate, Patience patience, WorkByClass each) {
    double turn = 1 / rate;
    double mean = turn;
    double variance = turn * turn;
    double toSkip = skipped;
    for (int i = 0; i < ahead.size(); i++) {
      double callers = ahead.callers(i);
      double skips = Math.min(toSkip, callers);
      toSkip -= skips;
      double counted = callers - skips;
      if (counted <= 0) {
        continue;
      }
      double age = ahead.ageSeconds(i);
      double until = age + mean;
      int first = ahead.ageRange(i);
      int last = AgeTable.rangeOf(until);
      double takes = 0;
      double hazards = 0;
      for (PatienceClass kind : CLASSES) {
        double count = ahead.callers(i, kind) * counted / callers;
        if (count > 0) {
          double takesEach =
              count
                  * patience.stays(kind, age, first, until, last, variance)
                  * each.of(kind)
                  * turn;
          takes += takesEach;
          hazards += takesEach * patience.hazard(kind, last);
        }
      }
      // While the turns of a portion pass, more of its callers give up: at a steady hazard h, n
      // turns of τ each become ln(1 + hτn)/h.
      double lost = counted > 1 ? hazards : 0;
      mean += lost > LEAST_LOST ? takes * StrictMath.log1p(lost) / lost : takes;
      variance += takes * takes / counted / (1 + lost);
    }
    return new WaitFormula.Moments(mean, variance);
  }
}
