package org.ringfence.events;

/// How an attempt to call a caller back ended without the caller in line. Who pressed the key is
/// told of by [CallEvent.QueueReached].
public enum CallbackResult {
  BUSY,
  NO_ANSWER,
  /// The call could not be put through.
  FAILED,
  /// Answered, and nobody pressed the key: most likely a voice mailbox.
  NO_KEY,
  /// The caller does not want it any more.
  CANCELLED,
  /// The caller wants no calls from us at all.
  NEVER_AGAIN
}
