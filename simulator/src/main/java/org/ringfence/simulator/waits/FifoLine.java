package org.ringfence.simulator.waits;

import org.ringfence.simulator.waits.Arrival.Faced;

/// A line served in the order of arrival by equal agents, customers with limited patience.
///
/// Exact, without events: each caller faces the earliest moment at which an agent is free of all
/// earlier callers who stayed, also one who does not wait for it (the virtual wait). That is the
/// recursion of Kiefer and Wolfowitz (1955) with abandonment.
final class FifoLine {

  private final LongHeap freeAt = new LongHeap();

  FifoLine(int agents) {
    for (int i = 0; i < agents; i++) {
      freeAt.add(0);
    }
  }

  /// The next caller by time.
  Faced face(Arrival arrival) {
    long start = Math.max(arrival.at(), freeAt.least());
    Faced faced = new Faced(arrival, start - arrival.at());
    if (faced.served()) {
      freeAt.replaceLeast(start + arrival.talk());
    }
    return faced;
  }
}
