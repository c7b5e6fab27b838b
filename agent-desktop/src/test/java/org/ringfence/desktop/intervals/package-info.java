/// Tests of the package of the same name.
@NullMarked
package org.ringfence.desktop.intervals;

import org.jspecify.annotations.NullMarked;
