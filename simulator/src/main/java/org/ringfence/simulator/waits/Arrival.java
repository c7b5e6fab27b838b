package org.ringfence.simulator.waits;

/// One caller who reaches a line, and what this caller brings. Times are in nanoseconds.
///
/// @param index 0 for the first
/// @param at from the start of the run
/// @param patience hangs up after waiting so long
/// @param talk how long an agent is taken up
/// @param machine whether it is a machine
/// @param suspected whether the defence takes it for a machine
record Arrival(int index, long at, long patience, long talk, boolean machine, boolean suspected) {

  /// What a defence says that is right nine times in ten.
  private static final double LOG_ODDS = StrictMath.log(9);

  /// What the core hears of it: ln P(machine) / P(person).
  double machineOdds() {
    return suspected ? LOG_ODDS : -LOG_ODDS;
  }

  /// An arrival in a line.
  ///
  /// @param delay how long an agent takes to become free for this caller, had the caller endless
  ///   patience
  record Faced(Arrival arrival, long delay) {

    /// Whether nobody was free.
    boolean delayed() {
      return delay > 0;
    }

    boolean served() {
      return arrival.patience() >= delay;
    }

    /// When the caller is no longer in line: with an agent, or gone.
    long leaves() {
      return arrival.at() + Math.min(arrival.patience(), delay);
    }
  }
}
