package org.ringfence.events;

/// What becomes of a caller's wish to be called back.
public enum CallbackAnswer {
  /// The place is kept without a call, and the number will be called.
  AGREED,
  /// Callbacks are not offered now, or not to this caller.
  NOT_OFFERED,
  /// An agent's phone rings for the caller at this moment.
  TOO_LATE,
  /// The number cannot be called: malformed, or in an area that we do not call.
  NUMBER_REFUSED,
  /// This number asked never to be called, or has a callback already.
  NUMBER_TAKEN,
  /// So many callbacks were agreed to that no more are for a while.
  LIMIT
}
