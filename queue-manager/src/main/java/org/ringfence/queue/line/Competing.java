package org.ringfence.queue.line;

/// Callers ahead of one, in groups of those who need the same skills among each other.
final class Competing {

  private static final int MAX_ROUNDS = 20;
  private static final double CLOSE = 1e-3;

  private Competing() {}

  /// How many services come before the caller, of so many agents who could serve the caller.
  ///
  /// Until the caller's turn comes, each agent serves about `ahead / agents` callers, so a group
  /// gets no more than that of each agent it shares: a long line for few specialists delays the
  /// others by these specialists' time, not by its length. The greatest solution of `ahead = Σ
  /// min(callers, shared · ahead / agents)` beyond the groups that use all agents is found from
  /// above.
  ///
  /// @param callers of each group, so many will be served by agents who could serve the caller
  /// @param shared these agents of each group
  /// @param groups so many of both count
  static double ahead(double[] callers, int[] shared, int groups, int agents) {
    double ahead = 0;
    for (int i = 0; i < groups; i++) {
      ahead += callers[i];
    }
    for (int round = 0; round < MAX_ROUNDS && agents > 0; round++) {
      double next = 0;
      for (int i = 0; i < groups; i++) {
        next += effective(callers[i], shared[i], ahead, agents);
      }
      if (ahead - next < CLOSE) {
        return next;
      }
      ahead = next;
    }
    return ahead;
  }

  /// How many of a group's callers come before, when so many services in all do.
  static double effective(double callers, int shared, double ahead, int agents) {
    return shared >= agents ? callers : Math.min(callers, shared * ahead / agents);
  }
}
