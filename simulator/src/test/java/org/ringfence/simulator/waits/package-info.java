/// Tests of the evaluation of waits: the simulated line against theory and against another
/// simulator, the estimators by hand, the trace replay on small traces.
@NullMarked
package org.ringfence.simulator.waits;

import org.jspecify.annotations.NullMarked;
