/// Tests of the web over real HTTP, and a board fed with made-up traffic to look at. The bus is the
/// in-memory one, the clock is the test's.
@NullMarked
package org.ringfence.desktop;

import org.jspecify.annotations.NullMarked;
