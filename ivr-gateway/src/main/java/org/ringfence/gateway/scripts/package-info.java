/// The AGI scripts arrival, ivr, join, tick and after: each turns one short request into one
/// variable. They use the ledger, the flow and the bus, and block only on bounded waits.
@NullMarked
package org.ringfence.gateway.scripts;

import org.jspecify.annotations.NullMarked;
