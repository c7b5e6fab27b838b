package org.ringfence.gateway.ivr;

import java.time.Instant;

/// What is the case at a moment, besides what the caller does: all that a node which only chooses
/// may ask for.
///
/// @param emergency whether the emergency message is switched on
public record Circumstances(Instant now, boolean emergency) {

  /// A day like any other.
  public static Circumstances ordinary(Instant now) {
    return new Circumstances(now, false);
  }
}
