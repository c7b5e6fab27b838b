/// What callers hear, as the administration sees it: what plays it and what brings recordings to
/// its form are elsewhere.
@NullMarked
package org.ringfence.desktop.prompts;

import org.jspecify.annotations.NullMarked;
