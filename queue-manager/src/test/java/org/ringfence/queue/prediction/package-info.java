/// Tests of the wait prediction, alone and in a simulated line. Virtual time and seeded chance
/// only.
@NullMarked
package org.ringfence.queue.prediction;

import org.jspecify.annotations.NullMarked;
