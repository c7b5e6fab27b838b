package org.ringfence.simulator.waits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One thing that happens in a trace, at a second.
record TraceEvent(long at, Kind kind, TraceCall call) {

  /// In the order in which things of the same second are taken to happen.
  enum Kind {
    TALK_ENDS,
    HANGS_UP,
    STARTS,
    JOINS,
    /// Hangs up, or is served, in the very second of joining.
    HANGS_UP_AT_ONCE,
    STARTS_AT_ONCE
  }

  /// All events of the calls, by time.
  static List<TraceEvent> of(List<TraceCall> calls) {
    List<TraceEvent> events = new ArrayList<>(3 * calls.size());
    for (TraceCall call : calls) {
      boolean atOnce = call.queued() && call.waits() == 0;
      if (call.queued()) {
        events.add(new TraceEvent(call.joins(), Kind.JOINS, call));
      }
      if (call.served()) {
        Kind start = atOnce ? Kind.STARTS_AT_ONCE : Kind.STARTS;
        events.add(new TraceEvent(call.leaves(), start, call));
        // The end of a talk comes after its start even when it has no length.
        events.add(
            new TraceEvent(call.talkEnds() + (call.talks() == 0 ? 1 : 0), Kind.TALK_ENDS, call));
      } else {
        Kind end = atOnce ? Kind.HANGS_UP_AT_ONCE : Kind.HANGS_UP;
        events.add(new TraceEvent(call.leaves(), end, call));
      }
    }
    // A stable sort: what the trace has first is first.
    events.sort(Comparator.comparingLong(TraceEvent::at).thenComparing(TraceEvent::kind));
    return events;
  }
}
