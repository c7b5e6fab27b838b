/// Tests of the folding: messages in, views out, on the test's clock.
@NullMarked
package org.ringfence.desktop.board;

import org.jspecify.annotations.NullMarked;
