/// The runnable: the command line, the wiring of all services by hand, and the life of the process.
/// It may use every module.
@NullMarked
package org.ringfence.platform;

import org.jspecify.annotations.NullMarked;
