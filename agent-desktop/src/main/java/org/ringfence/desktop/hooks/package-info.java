/// Customer systems are told what happens to calls: signed web hooks out, and the address of the
/// page that a customer system shows with a call. No call ever waits for any of it.
@NullMarked
package org.ringfence.desktop.hooks;

import org.jspecify.annotations.NullMarked;
