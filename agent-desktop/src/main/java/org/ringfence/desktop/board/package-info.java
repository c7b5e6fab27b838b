/// What the pages show, folded from what the services say on the bus, as immutable views without a
/// full telephone number of a caller. It keeps a bounded picture of now and touches neither HTTP
/// nor files.
@NullMarked
package org.ringfence.desktop.board;

import org.jspecify.annotations.NullMarked;
