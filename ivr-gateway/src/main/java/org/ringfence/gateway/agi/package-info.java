/// The FastAGI server: bounded, short sessions that answer by setting one variable. It knows the
/// protocol and nothing of what the scripts decide.
@NullMarked
package org.ringfence.gateway.agi;

import org.jspecify.annotations.NullMarked;
