package org.ringfence.events;

/// What an agent is doing.
public enum AgentState {
  SIGNED_OUT,
  PAUSED,
  READY,
  /// The phone rings for a ticket.
  OFFERED,
  TALKING,
  /// In a talk, and the caller is on hold.
  HOLDING,
  WRAP_UP;

  /// Whether an agent and a caller are in a talk, on hold or not.
  public boolean isInTalk() {
    return this == TALKING || this == HOLDING;
  }
}
