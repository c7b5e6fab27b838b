/// What administrators make of the prompts: puts what the bus says in place for this node's
/// Asterisk, and has recordings brought to form by the launcher. Uses the gateway's files and the
/// site's book.
@NullMarked
package org.ringfence.platform.prompts;

import org.jspecify.annotations.NullMarked;
