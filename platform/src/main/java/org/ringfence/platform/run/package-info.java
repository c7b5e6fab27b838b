/// The life of the one process: starting all services in order, the pulse that the launcher
/// watches, and ending cleanly.
@NullMarked
package org.ringfence.platform.run;

import org.jspecify.annotations.NullMarked;
