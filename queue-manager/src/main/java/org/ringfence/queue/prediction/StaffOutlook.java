package org.ringfence.queue.prediction;

import java.util.List;

/// How many agents there will be, for each who is on duty at this moment, by their shifts.
///
/// A wait is reckoned as if the agents of this moment stayed, and then read on a clock that runs as
/// fast as there will be agents: where half of them go home, what is left of a wait takes twice as
/// long. What waits teach is learned on that clock too, so that a shift's end is not taken for slow
/// agents.
///
/// @param changes in order; before the first of them it is one for each, after the last it stays
public record StaffOutlook(List<Change> changes) {

  /// From some time on, counted from now, there will be so many for each of this moment.
  public record Change(double afterSeconds, double factor) {
    public Change {
      if (!(afterSeconds >= 0) || !(factor >= 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException("not a change: " + afterSeconds + " s, " + factor);
      }
    }
  }

  /// As many as now, as far as is known.
  public static final StaffOutlook STEADY = new StaffOutlook(List.of());

  public StaffOutlook {
    changes = List.copyOf(changes);
  }

  /// How long it takes until that is done which the agents of this moment would do in some time;
  /// infinite when nobody will be there to do it.
  ///
  /// @param steadySeconds what it would take them
  double clockSeconds(double steadySeconds) {
    double at = 0;
    double done = 0;
    double factor = 1;
    for (Change change : changes) {
      double until = done + (change.afterSeconds - at) * factor;
      if (until >= steadySeconds) {
        break;
      }
      at = change.afterSeconds;
      done = until;
      factor = change.factor;
    }
    return steadySeconds <= done ? at : at + (steadySeconds - done) / factor;
  }

  /// The reverse: how long the agents of this moment would have taken for what was done in some
  /// time.
  double steadySeconds(double clockSeconds) {
    double at = 0;
    double done = 0;
    double factor = 1;
    for (Change change : changes) {
      if (change.afterSeconds >= clockSeconds) {
        break;
      }
      done += (change.afterSeconds - at) * factor;
      at = change.afterSeconds;
      factor = change.factor;
    }
    return done + (clockSeconds - at) * factor;
  }
}
