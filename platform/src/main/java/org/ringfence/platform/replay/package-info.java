/// The replay's way to a platform: a copy of the configuration with the plans' agents, Asterisk and
/// the services started from it, and the bus read for what was decided. Everything is on loopback
/// and in a folder of its own, beside whatever else runs here.
@NullMarked
package org.ringfence.platform.replay;

import org.jspecify.annotations.NullMarked;
