/// Tests of the package of the same name.
@NullMarked
package org.ringfence.desktop.staffing;

import org.jspecify.annotations.NullMarked;
