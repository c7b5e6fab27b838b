/// The operator's files as typed settings, checked as a whole. Reads `config/` and the environment,
/// starts nothing.
@NullMarked
package org.ringfence.platform.settings;

import org.jspecify.annotations.NullMarked;
