/// The pages that people read of a run: one run by itself, or several side by side. It reads a
/// run's output folder and nothing else, and writes one self-contained file.
@NullMarked
package org.ringfence.simulator.report;

import org.jspecify.annotations.NullMarked;
