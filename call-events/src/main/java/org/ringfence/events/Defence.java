package org.ringfence.events;

/// Whether the defence acts.
public enum Defence {
  /// Everybody is admitted and nothing is scored; the mode is still watched.
  OFF,
  /// Everybody is admitted; what would have been done is scored and told.
  SHADOW,
  /// Verdicts are acted on.
  ON
}
