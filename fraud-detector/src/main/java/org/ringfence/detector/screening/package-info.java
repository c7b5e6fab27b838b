/// The screening core: what is known about a protected line, its callers' numbers and its open
/// calls, and the verdicts that follow from it. Pure: it touches the events, the decider interface
/// and a JSON mapper for its snapshot, never a clock, a file, a thread or a log.
@NullMarked
package org.ringfence.detector.screening;

import org.jspecify.annotations.NullMarked;
