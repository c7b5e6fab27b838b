/// The fault simulation in each build, and proof that its checks can fail. It plays worlds on
/// virtual time and touches nothing else.
@NullMarked
package org.ringfence.simulator.faults;

import org.jspecify.annotations.NullMarked;
