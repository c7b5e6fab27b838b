package org.ringfence.simulator.defence;

import org.ringfence.events.CallEvent.AttemptArrived;

/// A simple defence: looks at each attempt before the answer, and at nothing else. It keeps state.
@FunctionalInterface
interface ArrivalRule {

  boolean refuses(AttemptArrived attempt);
}
