package org.ringfence.simulator.results;

import java.util.Locale;

/// How an attempt ended.
public enum Outcome {
  SERVED,
  CALLBACK_SERVED,
  CALLBACK_FAILED,
  DIVERTED_SERVED,
  DIVERTED_ABANDONED,
  ABANDONED_QUEUE,
  ABANDONED_IVR,
  /// Refused: before the answer, or after it for anything but wrong digits.
  REJECTED,
  /// Refused after wrong digits at the challenge; silence is never this.
  CHALLENGE_FAILED,
  /// Ended by us for silence.
  LET_GO,
  /// Heard an announcement meant for it and left.
  ANNOUNCED,
  /// No free port; never seen by the detector.
  BUSY,
  /// Before opening.
  CLOSED,
  /// Served by the safety queue.
  SAFETY,
  /// Not over when the run ended.
  STILL_WAITING,
  /// Our fault.
  LOST;

  /// The word in `results.csv` and `summary.json`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether an agent was reached.
  public boolean isServed() {
    return switch (this) {
      case SERVED, CALLBACK_SERVED, DIVERTED_SERVED, SAFETY -> true;
      case CALLBACK_FAILED,
          DIVERTED_ABANDONED,
          ABANDONED_QUEUE,
          ABANDONED_IVR,
          REJECTED,
          CHALLENGE_FAILED,
          LET_GO,
          ANNOUNCED,
          BUSY,
          CLOSED,
          STILL_WAITING,
          LOST ->
          false;
    };
  }

  /// The same of a call that waits with low priority.
  public Outcome ofDiverted() {
    return switch (this) {
      case SERVED -> DIVERTED_SERVED;
      case ABANDONED_QUEUE, ABANDONED_IVR -> DIVERTED_ABANDONED;
      case CALLBACK_SERVED,
          CALLBACK_FAILED,
          DIVERTED_SERVED,
          DIVERTED_ABANDONED,
          REJECTED,
          CHALLENGE_FAILED,
          LET_GO,
          ANNOUNCED,
          BUSY,
          CLOSED,
          SAFETY,
          STILL_WAITING,
          LOST ->
          this;
    };
  }
}
