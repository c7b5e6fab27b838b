/// The laboratory's way to the operator's configuration and to the terminal: it turns settings into
/// a virtual center and shows how long work goes on.
@NullMarked
package org.ringfence.platform.lab;

import org.jspecify.annotations.NullMarked;
