/// The truth about who is alive, read from Asterisk after each reconnect and from time to time, and
/// what follows from it for the ledger. It reads by AMI and publishes one record per pool.
@NullMarked
package org.ringfence.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
