/// What tests of the broker and the bus share.
@NullMarked
package org.ringfence.broker;

import org.jspecify.annotations.NullMarked;
