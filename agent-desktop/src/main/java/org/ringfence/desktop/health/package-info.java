/// How the parts of the platform are, and what the operator can do about it. Whoever assembles the
/// platform hands in one supplier per part; nothing here asks the network.
@NullMarked
package org.ringfence.desktop.health;

import org.jspecify.annotations.NullMarked;
