package org.ringfence.detector.screening;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.Stage;

/// What a signal may look at: one call at one stage, and what is known about its number.
///
/// @param history the number's, or null when the number has none (withheld, malformed, forgotten)
record Subject(OpenCall call, @Nullable NumberHistory history, Stage stage, long nowMillis) {}
