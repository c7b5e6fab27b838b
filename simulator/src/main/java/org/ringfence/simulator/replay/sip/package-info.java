/// SIP as the trunk's callers and the agents' phones speak it, on JAIN-SIP. It knows calls and
/// registrations, nothing of plans, and its callbacks come on the stack's threads.
@NullMarked
package org.ringfence.simulator.replay.sip;

import org.jspecify.annotations.NullMarked;
