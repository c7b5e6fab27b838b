/// What the public is told of the wait: for each queue that the operator published, a page and a
/// JSON, made once per change of the board and handed out as they are. It knows the board and
/// nothing of HTTP.
@NullMarked
package org.ringfence.desktop.waits;

import org.jspecify.annotations.NullMarked;
