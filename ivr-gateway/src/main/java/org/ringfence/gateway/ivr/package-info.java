/// What a caller is asked and told, as a pure core: a flow read from a file, states that travel in
/// a token, steps, announcements. No I/O, no clock, no threads: the simulator runs the same code.
@NullMarked
package org.ringfence.gateway.ivr;

import org.jspecify.annotations.NullMarked;
