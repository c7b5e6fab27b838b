/// The wait prediction: what is learned from handled and abandoned callers, and the range that is
/// told. Pure arithmetic on values that it is given; it knows neither tickets nor agents, and
/// computes with `StrictMath` so that every machine gets the same bits.
@NullMarked
package org.ringfence.queue.prediction;

import org.jspecify.annotations.NullMarked;
