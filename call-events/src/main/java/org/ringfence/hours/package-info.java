/// Opening hours: week, holidays, time zone. Pure values over `java.time`, without a clock, for
/// queues and the IVR flow alike; [CalendarSettings] reads them.
@NullMarked
package org.ringfence.hours;

import org.jspecify.annotations.NullMarked;
