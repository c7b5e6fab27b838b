package org.ringfence.events;

/// When a verdict was asked for.
public enum Stage {
  /// Before the call is answered.
  ARRIVAL,
  /// After the questions, before the caller gets a place in line.
  JOIN
}
