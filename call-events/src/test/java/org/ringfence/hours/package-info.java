@NullMarked
package org.ringfence.hours;

import org.jspecify.annotations.NullMarked;
