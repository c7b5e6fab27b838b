/// Offers of callers to agents: rings the agent's phone, watches the leg, reports how it ended. The
/// fence itself is in the dialplan; here its token is set and withdrawn.
@NullMarked
package org.ringfence.gateway.offers;

import org.jspecify.annotations.NullMarked;
