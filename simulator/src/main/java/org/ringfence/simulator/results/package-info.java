/// What came out of a run, simulated or replayed: one result per attempt, the summary over all, and
/// the files that hold them. It scores; it plays nothing.
@NullMarked
package org.ringfence.simulator.results;

import org.jspecify.annotations.NullMarked;
