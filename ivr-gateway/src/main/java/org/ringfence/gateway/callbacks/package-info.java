/// Calls to callers who chose to be called back: dials them and tells how it ended. It uses AMI and
/// the bus; who answers runs the dialplan's `rf-callback`.
@NullMarked
package org.ringfence.gateway.callbacks;

import org.jspecify.annotations.NullMarked;
