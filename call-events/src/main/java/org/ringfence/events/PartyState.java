package org.ringfence.events;

/// How far somebody came who is to join a talk.
///
/// ```
/// CALLED ──► RINGING ──► JOINED ──► LEFT
///    └──────────┴──► FAILED
/// ```
public enum PartyState {
  /// To be called; nothing was heard yet.
  CALLED,
  RINGING,
  JOINED,
  LEFT,
  /// Never joined: not answered, refused, or the talk was over first.
  FAILED;

  public boolean isOver() {
    return this == LEFT || this == FAILED;
  }
}
