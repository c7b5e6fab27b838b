package org.ringfence.events;

/// What is to be done with a call.
public enum Verdict {
  ADMIT,
  /// Ask for a few digits first.
  CHALLENGE,
  /// Answer, and let wait with low priority.
  DIVERT,
  /// Answer, and explain that our number was spoofed; the caller may go on.
  ANNOUNCE,
  /// Refuse with 603 before the answer.
  REJECT
}
