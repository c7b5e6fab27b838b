package org.ringfence.events;

/// What a supervisor is told to look at.
public enum AlertKind {
  /// A minute of the line's traffic is unlike those before it.
  UNUSUAL_TRAFFIC,
  /// People seem to return calls that somebody else made with our number: switch the announcement
  /// on.
  SPOOFED_OUTWARD
}
