@NullMarked
package org.ringfence.queue.hours;

import org.jspecify.annotations.NullMarked;
