/// The crowd: what the attempts of the last minutes have in common, held against what people's
/// calls usually look like. It knows traits and counts, no verdicts; it has no clock, file, thread
/// or log, and numbers come to it as hashes or as area codes only.
@NullMarked
package org.ringfence.detector.crowd;

import org.jspecify.annotations.NullMarked;
