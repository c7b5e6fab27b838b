package org.ringfence.queue.line;

import java.time.Duration;

/// For how long and for whom a place is kept without a call.
///
/// @param hangUpGrace how long a caller whose call is lost keeps the place; zero keeps none
/// @param callbacks when callers may choose to be called back
public record PlaceRules(Duration hangUpGrace, CallbackRules callbacks) {

  /// No call, no place.
  public static final PlaceRules NONE = new PlaceRules(Duration.ZERO, CallbackRules.OFF);

  public PlaceRules {
    if (hangUpGrace.isNegative()) {
      throw new IllegalArgumentException("hangUpGrace must not be negative");
    }
  }
}
