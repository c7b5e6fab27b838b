/// Callers and agents' phones as real SIP calls, played by SIPp. It starts processes and files in a
/// folder it is given, and knows nothing of the services.
@NullMarked
package org.ringfence.simulator.sipp;

import org.jspecify.annotations.NullMarked;
