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
    double lastStays = 1;
    for (int i = 0; i < ahead.size(); i++) {
      double callers = ahead.callers(i);
      double skips = Math.min(toSkip, callers);
      toSkip -= skips;
      if (callers - skips <= 0) {
        continue;
      }
      double part = (callers - skips) / callers;
      double age = ahead.ageSeconds(i);
      // A portion of several callers is taken in the middle of its own turns.
      double at = mean + Math.max(0, callers - skips - 1) * lastStays * turn / 2;
      double expected = 0;
      for (PatienceClass kind : PatienceClass.values()) {
        double count = ahead.callers(i, kind) * part;
        if (count > 0) {
          double stays = patience.stays(kind, age, at, variance);
          double takes = stays * each.of(kind) * turn;
          mean += count * takes;
          variance += count * takes * takes;
          expected += count * stays;
        }
      }
      lastStays = expected / (callers - skips);
    }
    return new WaitFormula.Moments(mean, variance);
  }
}
