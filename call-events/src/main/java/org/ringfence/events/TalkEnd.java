package org.ringfence.events;

/// How a talk ended.
public enum TalkEnd {
  CALLER_HUNG_UP,
  AGENT_HUNG_UP,
  /// The agent's phone or network broke; the caller keeps the place.
  AGENT_LEG_BROKE
}
