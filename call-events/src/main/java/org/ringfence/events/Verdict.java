package org.ringfence.events;

/// What is to be done with a call.
public enum Verdict {
  ADMIT,
  /// Ask for a few digits: first thing after the answer, or at the end of the questions.
  CHALLENGE,
  /// Answer, and let wait with low priority.
  DIVERT,
  /// Answer, and explain that our number was spoofed; the caller may go on.
  ANNOUNCE,
  /// Ask whether anybody is there, and listen: any sound or key speaks for a person.
  LISTEN,
  /// End an answered call from which nothing came: say how to reach us otherwise, and hang up.
  LET_GO,
  /// Refuse: with 603 before the answer; after it, say goodbye and hang up.
  REJECT
}
