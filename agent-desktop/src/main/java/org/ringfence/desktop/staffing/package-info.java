/// How many calls the next hours will bring and how many agents they need. The forecast and the
/// formula are pure; only [org.ringfence.desktop.staffing.StaffingReport] reads the database.
@NullMarked
package org.ringfence.desktop.staffing;

import org.jspecify.annotations.NullMarked;
