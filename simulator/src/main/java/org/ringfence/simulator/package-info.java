/// The laboratory: callers, machines and agents played against the platform. It may use every
/// service; no service knows it.
@NullMarked
package org.ringfence.simulator;

import org.jspecify.annotations.NullMarked;
