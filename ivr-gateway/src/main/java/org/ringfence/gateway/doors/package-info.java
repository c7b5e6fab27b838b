/// What callers meet who get no place with a call, and after a talk: messages that they leave, and
/// the question that they are asked. It keeps sound in one folder.
@NullMarked
package org.ringfence.gateway.doors;

import org.jspecify.annotations.NullMarked;
