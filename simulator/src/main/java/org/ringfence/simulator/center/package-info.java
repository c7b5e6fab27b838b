/// The virtual call center: plans are played on virtual time against the very cores that run in
/// production, behind a stand-in for trunk, Asterisk, callers' and agents' hands. It is
/// single-threaded and knows no clock but its own.
@NullMarked
package org.ringfence.simulator.center;

import org.jspecify.annotations.NullMarked;
