/// Verdicts with a deadline: asks the detector over the bus and lets the caller in when no answer
/// comes in time. It touches the bus and the table of pending answers, never Asterisk.
@NullMarked
package org.ringfence.gateway.screening;

import org.jspecify.annotations.NullMarked;
