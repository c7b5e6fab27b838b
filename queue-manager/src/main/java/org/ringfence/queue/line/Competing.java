package org.ringfence.queue.line;

import java.util.List;

/// Callers ahead of one, who need the same skills among each other.
///
/// @param callers so many of them will be served by agents who could serve the caller
/// @param shared these agents
record Competing(double callers, int shared) {

  private static final int MAX_ROUNDS = 20;
  private static final double CLOSE = 1e-3;

  /// How many services come before the caller, of so many agents who could serve the caller.
  ///
  /// Until the caller's turn comes, each agent serves about `ahead / agents` callers, so a group
  /// gets no more than that of each agent it shares: a long line for few specialists delays the
  /// others by these specialists' time, not by its length. The greatest solution of `ahead = Σ
  /// min(callers, shared · ahead / agents)` beyond the groups that use all agents is found from
  /// above.
  static double ahead(List<Competing> groups, int agents) {
    double[] callers = groups.stream().mapToDouble(Competing::callers).toArray();
    int[] shared = groups.stream().mapToInt(Competing::shared).toArray();
    return ahead(callers, shared, callers.length, agents);
  }

  /// The same of groups side by side: how many callers each has, and how many agents it shares.
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

  /// How many of these callers come before, when so many services in all do.
  double effective(double ahead, int agents) {
    return effective(callers, shared, ahead, agents);
  }

  static double effective(double callers, int shared, double ahead, int agents) {
    return shared >= agents ? callers : Math.min(callers, shared * ahead / agents);
  }
}
