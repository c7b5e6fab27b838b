package org.ringfence.desktop.hooks;

import java.time.Instant;
import java.util.Map;

/// One message to customer systems, as it will be sent.
///
/// @param id the same each time the message is sent again
/// @param at when it happened
/// @param body the JSON with the caller's number masked
/// @param wholeBody the same with the whole number
record HookMessage(String id, HookEvent event, Instant at, String body, String wholeBody) {

  /// What a body says; the names of its components are the names of the JSON fields.
  ///
  /// @param data what is particular to the event
  record Body(String id, String event, Instant at, Map<String, Object> data) {}
}
