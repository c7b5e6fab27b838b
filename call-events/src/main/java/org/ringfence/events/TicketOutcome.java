package org.ringfence.events;

/// How a ticket ended.
public enum TicketOutcome {
  SERVED,
  /// The caller gave up waiting and did not come back in time.
  ABANDONED,
  /// The call went on with a place that an earlier call of the same caller had.
  MERGED,
  /// The caller, or a supervisor, called the callback off.
  CALLBACK_CANCELLED,
  /// The caller was not reached by any of the attempts to call back.
  CALLBACK_IN_VAIN
}
