/// How well waits are predicted: the production line core beside the known estimators, on simulated
/// queues and on a real call trace. It drives the core through its messages only, on virtual time
/// and seeded chance, and touches no network.
@NullMarked
package org.ringfence.simulator.waits;

import org.jspecify.annotations.NullMarked;
