/// The bus written down in SQL: calls, tickets, offers, agents' periods, verdicts, what people
/// changed, and the sums of the quarter hours. It reads the bus by itself and at its own pace, so a
/// slow or dead database delays nothing but itself; it knows nothing of HTTP.
@NullMarked
package org.ringfence.desktop.history;

import org.jspecify.annotations.NullMarked;
