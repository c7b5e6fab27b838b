@NullMarked
package org.ringfence.desktop.waits;

import org.jspecify.annotations.NullMarked;
