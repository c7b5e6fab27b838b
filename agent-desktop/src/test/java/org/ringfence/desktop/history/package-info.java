/// Tests of the history, on H2 and on PostgreSQL.
@NullMarked
package org.ringfence.desktop.history;

import org.jspecify.annotations.NullMarked;
