package org.ringfence.simulator.faults;

import java.util.Locale;

/// One thing that happens in a world.
///
/// @param atMillis since the world's start
/// @param who which caller or agent, where it concerns one; which node for the gateway's faults
/// @param salt what its details are drawn from
record Step(long atMillis, StepKind kind, int who, long salt) {

  /// As it is printed when a script fails.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%8.3f s  %-24s %2d  %016x", atMillis / 1000.0, kind, who, salt);
  }
}
