/// Tests of the queue manager's settings, meters and structure. They touch no bus and no clock.
@NullMarked
package org.ringfence.queue;

import org.jspecify.annotations.NullMarked;
