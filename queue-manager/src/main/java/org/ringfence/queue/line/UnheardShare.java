package org.ringfence.queue.line;

/// How many agents the diverted callers may hold who were never heard, all queues of the pool taken
/// together. An agent is held while ringing for such a caller, talking, and wrapping up after it.
///
/// 1. With fewer than the *allowance* held, `⌊share · agents signed in⌋`, they are served in their
///    turn like everybody.
/// 2. With an allowance of zero and none held, one of them is served by an agent for whom nobody
///    else waits.
/// 3. Otherwise none of them is offered to anybody, however many agents are free.
///
/// So an offer never makes them hold more than `max(1, allowance)`. They may hold more for a while
/// when agents sign out, or when an offer connects that was given up: talks are not cut for it.
final class UnheardShare {

  /// 0.29 · 100 is 28.999999999999996.
  private static final double ROUNDING = 1e-9;

  private final Line line;

  UnheardShare(Line line) {
    this.line = line;
  }

  int allowance() {
    return (int)
        Math.floor(line.rules.unheardAgentShare() * line.agents.signedInCount() + ROUNDING);
  }

  /// How many more of them may be served in their turn now.
  int left() {
    return Math.max(0, allowance() - line.agents.heldByUnheardCount());
  }

  /// Whether one of them may be served now by an agent for whom nobody else waits.
  boolean allowsOneWhenIdle() {
    return line.agents.heldByUnheardCount() < Math.max(1, allowance());
  }
}
