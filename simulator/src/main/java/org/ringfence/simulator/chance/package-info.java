/// Chance that can be repeated: every draw is a function of what it is for. It keeps no state.
@NullMarked
package org.ringfence.simulator.chance;

import org.jspecify.annotations.NullMarked;
