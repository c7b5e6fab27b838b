/// The platform as its users have it: `bin/ringfence up` with real Asterisk, and real SIP calls
/// played by SIPp.
@NullMarked
package org.ringfence.platform.e2e;

import org.jspecify.annotations.NullMarked;
