package org.ringfence.detector.traffic;

import java.util.List;

/// Looks for people who return calls that somebody else made with our number: many short calls of
/// people who are heard but key nothing in the menu, from numbers that did not call before.
///
/// A rush of people with errands brings such calls too, but not more of them among all; so their
/// share of the calls that ended is held against what is usual, by Chernoff's bound and with an
/// over-dispersion of 1.3, and there must be more of them a minute as well.
final class SpoofWatch {

  /// What a caller may have been with us at most: the questions, and asking who called.
  static final double SHORT_SECONDS = 150;

  static final int LEAST_CALLS = 20;

  /// One chance in a million.
  private static final double EVIDENT = 13.8;

  private static final double OVER_DISPERSION = 1.3;
  private static final double MORE = 1.5;

  /// As good as seen before the first: share of such calls, and calls that it is worth.
  private static final double PRIOR_SHARE = 0.08;

  private static final double PRIOR_CALLS = 100;

  /// Of what is usual, kept from one minute to the next: half in two hours.
  private static final double KEPT = StrictMath.pow(0.5, 1.0 / 120);

  /// Minutes that must be known before anything is plain.
  private static final double LEARNED = 15;

  private double usualReturned;
  private double usualEnded;
  private double usualMinutes;

  /// Whether the calls of some minutes look like that.
  boolean isPlain(MinuteCounts window, int minutes) {
    int returned = window.get(MinuteCounts.RETURNED);
    double expected = window.get(MinuteCounts.ENDED) * share() * OVER_DISPERSION;
    if (returned < LEAST_CALLS || returned <= expected || usualMinutes < LEARNED) {
      return false;
    }
    double surprise = returned * StrictMath.log(returned / expected) - (returned - expected);
    double usually = usualReturned / usualMinutes * minutes;
    return surprise >= EVIDENT && returned >= MORE * usually;
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
    return (usualReturned + PRIOR_SHARE * PRIOR_CALLS) / (usualEnded + PRIOR_CALLS);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /// A minute that is as usual.
  void teach(MinuteCounts minute) {
    usualReturned = usualReturned * KEPT + minute.get(MinuteCounts.RETURNED);
    usualEnded = usualEnded * KEPT + minute.get(MinuteCounts.ENDED);
    usualMinutes = usualMinutes * KEPT + 1;
  }

  void clear() {
    usualReturned = 0;
    usualEnded = 0;
    usualMinutes = 0;
  }

  /// What is usual, faded: such calls, calls that ended, minutes.
  record Saved(double returned, double ended, double minutes) {}

  Saved save() {
    return new Saved(usualReturned, usualEnded, usualMinutes);
  }

  void restore(Saved saved) {
    usualReturned = saved.returned();
    usualEnded = saved.ended();
    usualMinutes = saved.minutes();
  }
}
