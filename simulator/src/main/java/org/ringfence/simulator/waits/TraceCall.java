package org.ringfence.simulator.waits;

import org.jspecify.annotations.Nullable;

/// One call of a trace that reached the line or an agent. Times are seconds from the trace's first
/// midnight.
///
/// @param joins when the call reached the line, or the agent at once
/// @param queued whether it had to wait
/// @param waits how long, until an agent or until it hung up
/// @param served whether by an agent
/// @param server the agent's name; null when the trace does not say
/// @param talks how long
/// @param credit priority: stands as if it had come so much earlier
/// @param type what the caller chose to call about, which is the queue; may be empty
record TraceCall(
    String id,
    long joins,
    boolean queued,
    int waits,
    boolean served,
    @Nullable String server,
    int talks,
    int credit,
    String type) {

  private static final int DAY = 86_400;

  TraceCall {
    if (joins < 0 || waits < 0 || talks < 0 || credit < 0) {
      throw new IllegalArgumentException("a call's times must not be negative");
    }
    if (!queued && (waits != 0 || !served)) {
      throw new IllegalArgumentException("who did not wait was served at once");
    }
  }

  /// When the wait ends, by an agent or by hanging up.
  long leaves() {
    return joins + waits;
  }

  long talkEnds() {
    return leaves() + talks;
  }

  /// The hour of day of joining, 0–23.
  int hour() {
    return (int) (joins % DAY / 3_600);
  }
}
