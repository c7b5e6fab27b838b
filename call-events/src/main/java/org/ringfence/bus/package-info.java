/// The event bus: typed messages over Kafka topics, their JSON, and the broker that runs inside the
/// process by default. Everything that knows Kafka lives here and in `org.ringfence.decider`.
@NullMarked
package org.ringfence.bus;

import org.jspecify.annotations.NullMarked;
