/// What a verdict costs: the detector's core alone, on one processor core, without bus and
/// Asterisk. It makes messages and hands them to the core; the benchmark classes are public because
/// JMH generates subclasses of them.
@NullMarked
package org.ringfence.platform.bench.verdicts;

import org.jspecify.annotations.NullMarked;
