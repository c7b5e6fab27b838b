/// The shape of a pure core, state and message in, state and messages out, and its host on Kafka
/// Streams. A decider touches neither clock nor thread nor network; the host touches all three on
/// its behalf.
@NullMarked
package org.ringfence.decider;

import org.jspecify.annotations.NullMarked;
