/// The Kafka broker inside the process: one KRaft node on loopback whose log in the data folder
/// survives a crash. It knows Kafka's server and nothing of Ringfence's messages.
@NullMarked
package org.ringfence.broker;

import org.jspecify.annotations.NullMarked;
