/// Seeded fault simulation: callers, agents, Asterisk, the gateway, the bus and the hosting of the
/// two real cores as one deterministic world, in which everything that can go wrong does, and the
/// promises that must hold all the same. It touches the events, the two cores and the codec, and
/// neither clock, thread, network nor Kafka.
@NullMarked
package org.ringfence.simulator.faults;

import org.jspecify.annotations.NullMarked;
