package org.ringfence.desktop.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.Step;

/// What a report is asked about.
///
/// @param queue null for all
/// @param to not included
public record ReportQuery(Kind kind, @Nullable String queue, Instant from, Instant to, Step step) {

  /// The reports that there are.
  public enum Kind {
    /// Quarter hours, hours or days of each queue.
    INTERVALS,
    /// What each agent did.
    AGENTS,
    /// How long callers waited who were answered, and who gave up.
    WAITS,
    /// How talks ended, in agents' words.
    DISPOSITIONS,
    /// What the defence did, and where agents say it was wrong.
    DEFENCE,
    /// The calls, one a row.
    CALLS
  }
}
