/// The ledger of calls and their sequencers: what AGI and AMI say about one call is put in one
/// order under one lock, and published in it. It knows neither protocol.
@NullMarked
package org.ringfence.gateway.calls;

import org.jspecify.annotations.NullMarked;
