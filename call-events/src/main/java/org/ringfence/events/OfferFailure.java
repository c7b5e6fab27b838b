package org.ringfence.events;

/// Why a ringing phone did not become a talk.
public enum OfferFailure {
  NO_ANSWER,
  BUSY,
  DECLINED,
  UNREACHABLE,
  /// The agent answered, but the caller had hung up.
  CALLER_GONE,
  /// The agent answered, but the fence said that another offer holds the caller or this one was
  /// withdrawn.
  CLAIM_LOST,
  /// The offer was never seen to ring: lost between us and Asterisk.
  LOST
}
