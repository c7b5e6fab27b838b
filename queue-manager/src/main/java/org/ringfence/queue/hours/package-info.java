/// When a queue is open: week, holidays, time zone. Pure values over `java.time`, without a clock.
@NullMarked
package org.ringfence.queue.hours;

import org.jspecify.annotations.NullMarked;
