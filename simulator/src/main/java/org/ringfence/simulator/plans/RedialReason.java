package org.ringfence.simulator.plans;

/// What makes a caller try again; never after being served.
public enum RedialReason {
  /// No port was free.
  BUSY,
  /// Refused before the answer.
  REJECTED,
  /// The caller gave up, in the questions or in line.
  ABANDONED,
  /// We ended the call: let go for silence, failed at the challenge, or lost.
  DROPPED
}
