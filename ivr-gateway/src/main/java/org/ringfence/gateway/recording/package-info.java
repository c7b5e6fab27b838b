/// Talks with agents that are recorded: whom callers are told it by, what agents may do about it,
/// and when it is deleted.
@NullMarked
package org.ringfence.gateway.recording;

import org.jspecify.annotations.NullMarked;
