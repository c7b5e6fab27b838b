package org.ringfence.events;

/// What an agent is doing.
public enum AgentState {
  SIGNED_OUT,
  PAUSED,
  READY,
  /// The phone rings for a ticket.
  OFFERED,
  TALKING,
  WRAP_UP
}
