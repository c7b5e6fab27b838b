/// The figures of quarter hours, hours and days: their sums in SQL, made anew when a label changes
/// who was a machine, and what is worked out from them. docs/statistics.md defines each figure.
@NullMarked
package org.ringfence.desktop.intervals;

import org.jspecify.annotations.NullMarked;
