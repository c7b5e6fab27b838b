/// The language all modules share: what happens to a call, what is decided about it, and the values
/// both are made of. Pure records; it touches nothing but the JDK and Jackson's annotations.
@NullMarked
package org.ringfence.events;

import org.jspecify.annotations.NullMarked;
