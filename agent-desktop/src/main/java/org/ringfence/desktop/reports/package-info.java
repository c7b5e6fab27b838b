/// What the history is asked for: the calls of some time, and reports of agents, waits, the defence
/// and quarter hours, as tables that a page shows and a file holds alike. It knows SQL and nothing
/// of HTTP.
@NullMarked
package org.ringfence.desktop.reports;

import org.jspecify.annotations.NullMarked;
