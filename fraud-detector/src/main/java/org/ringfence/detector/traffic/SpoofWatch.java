package org.ringfence.detector.traffic;

import java.util.List;

/// Looks for people who return calls that somebody else made with our number: many short calls of
/// people who are heard but key nothing in the menu, from numbers that did not call before.
///
/// A rush of people with errands brings such calls too, but not more of them among all; so their
/// share of the calls that ended is held against what is usual, by Chernoff's bound and with an
/// over-dispersion of 1.3, and calls must have become more as well.
final class SpoofWatch {

  /// What a caller may have been with us at most: the questions, and asking who called.
  static final double SHORT_SECONDS = 150;

  static final int LEAST_CALLS = 20;

  /// One chance in a million.
  private static final double EVIDENT = 13.8;

  private static final double OVER_DISPERSION = 1.3;
  private static final double MORE = 1.15;

  /// As good as seen before the first: share of such calls, and calls that it is worth.
  private static final double PRIOR_SHARE = 0.08;

  private static final double PRIOR_CALLS = 100;

  /// Of what is usual, kept from one minute to the next: half in two hours.
  private static final double KEPT = StrictMath.pow(0.5, 1.0 / 120);

  private double usualReturned = PRIOR_SHARE * PRIOR_CALLS;
  private double usualEnded = PRIOR_CALLS;
  private double usualAttempts = -1;

  /// Whether the calls of some minutes look like that.
  boolean isPlain(MinuteCounts window, int minutes) {
    int returned = window.get(MinuteCounts.RETURNED);
    double expected = window.get(MinuteCounts.ENDED) * share() * OVER_DISPERSION;
    if (returned < LEAST_CALLS || returned <= expected || usualAttempts < 0) {
      return false;
    }
    double surprise = returned * StrictMath.log(returned / expected) - (returned - expected);
    double attempts = (double) window.get(MinuteCounts.ATTEMPTS) / minutes;
    return surprise >= EVIDENT && attempts >= MORE * usualAttempts;
  }

  List<String> words(MinuteCounts window, int minutes) {
    return List.of(
        window.get(MinuteCounts.RETURNED)
            + " short calls in "
            + minutes
            + " min of people who never called before, "
            + percent((double) window.get(MinuteCounts.RETURNED) / window.get(MinuteCounts.ENDED))
            + " of all (usually "
            + percent(share())
            + ")",
        "somebody may be calling people with this number: consider the announcement");
  }

  private double share() {
    return usualReturned / usualEnded;
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /// A minute that is as usual.
  void teach(MinuteCounts minute) {
    usualReturned = usualReturned * KEPT + minute.get(MinuteCounts.RETURNED);
    usualEnded = usualEnded * KEPT + minute.get(MinuteCounts.ENDED);
    int attempts = minute.get(MinuteCounts.ATTEMPTS);
    usualAttempts = usualAttempts < 0 ? attempts : usualAttempts * KEPT + attempts * (1 - KEPT);
  }

  void clear() {
    usualReturned = PRIOR_SHARE * PRIOR_CALLS;
    usualEnded = PRIOR_CALLS;
    usualAttempts = -1;
  }

  /// @param attempts a minute, or negative when none was learned
  record Saved(double returned, double ended, double attempts) {}

  Saved save() {
    return new Saved(usualReturned, usualEnded, usualAttempts);
  }

  void restore(Saved saved) {
    usualReturned = saved.returned();
    usualEnded = saved.ended();
    usualAttempts = saved.attempts();
  }
}
