/// Benchmarks of the whole platform: ours and a bare equivalent side by side, in one run on the
/// same Asterisk.
@NullMarked
package org.ringfence.platform.bench;

import org.jspecify.annotations.NullMarked;
