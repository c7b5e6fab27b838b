/// The replay: plans as real SIP calls through a running Asterisk, people who hear our prompts
/// included. It meets the platform as callers and agents do, by telephone, and reads the bus only
/// to tell afterwards what was decided; what a plan's label says never leaves it.
@NullMarked
package org.ringfence.simulator.replay;

import org.jspecify.annotations.NullMarked;
