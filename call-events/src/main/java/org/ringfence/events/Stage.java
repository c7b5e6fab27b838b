package org.ringfence.events;

/// When a verdict was asked for.
public enum Stage {
  /// Before the call is answered.
  ARRIVAL,
  /// After the caller was asked to key a few digits.
  CHALLENGE,
  /// After it was asked whether anybody is there, and listened.
  LISTENING,
  /// After the questions, before the caller gets a place in line.
  JOIN
}
