/// What routing costs: the queue manager's core alone, on one processor core, without bus and
/// Asterisk, with thousands of agents and up to a hundred thousand callers in line. The benchmark
/// class is public because JMH generates subclasses of it.
@NullMarked
package org.ringfence.platform.bench.routing;

import org.jspecify.annotations.NullMarked;
