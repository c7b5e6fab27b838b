/// Tests of the line's core. They touch it only through messages, but for its index structures.
@NullMarked
package org.ringfence.queue.line;

import org.jspecify.annotations.NullMarked;
