/// The fraud detector as the rest of the platform sees it: its settings, the factory of its cores
/// and its meters. It reads the lists at start and never imports another service.
@NullMarked
package org.ringfence.detector;

import org.jspecify.annotations.NullMarked;
