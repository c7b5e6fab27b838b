/// The prompts' files while the line runs: whether they are there, and what is said instead. It
/// reads file names only and knows nothing of calls.
@NullMarked
package org.ringfence.gateway.prompts;

import org.jspecify.annotations.NullMarked;
