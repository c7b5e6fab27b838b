package org.ringfence.detector.screening;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.VerdictThresholds;

/// The thresholds in force: those of the settings, until somebody chose others.
final class RunningThresholds {

  private final VerdictThresholds configured;
  private @Nullable VerdictThresholds chosen;
  private Ladder ladder;

  RunningThresholds(VerdictThresholds configured) {
    this.configured = configured;
    ladder = new Ladder(configured);
  }

  VerdictThresholds inForce() {
    return chosen == null ? configured : chosen;
  }

  Ladder ladder() {
    return ladder;
  }

  /// @param to null: those of the settings again
  void choose(@Nullable VerdictThresholds to) {
    chosen = to;
    ladder = new Ladder(inForce());
  }

  /// What somebody chose; null as long as the settings hold.
  @Nullable VerdictThresholds chosen() {
    return chosen;
  }
}
