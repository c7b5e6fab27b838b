package org.ringfence.events;

/// How a caller did who was asked to key a few digits.
public enum ChallengeResult {
  /// Keyed the digits.
  PASSED,
  /// Keyed something else, on each try.
  FAILED,
  /// Keyed nothing: perhaps somebody without a keypad that sends tones.
  SILENT
}
