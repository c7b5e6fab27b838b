/// How a line's traffic looks minute by minute, and what a supervisor should look at because of it.
/// It counts what it is told of calls, and nothing here reaches a verdict.
@NullMarked
package org.ringfence.detector.traffic;

import org.jspecify.annotations.NullMarked;
