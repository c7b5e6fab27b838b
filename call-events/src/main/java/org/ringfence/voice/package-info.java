/// Sound that is kept: messages that callers leave, and talks that are recorded, as files with
/// their circumstances beside them. It touches one folder and nothing else.
@NullMarked
package org.ringfence.voice;

import org.jspecify.annotations.NullMarked;
