package org.ringfence.simulator.replay;

import java.time.Duration;
import java.time.Instant;

/// How the scenario's time lies on the clock: its seconds pass `speed` times as fast.
///
/// @param startNanos of the ticker
/// @param startInstant the same moment by the wall clock, which the bus goes by
/// @param startSeconds of the scenario at that moment
/// @param speed 1 is real time
record Pace(long startNanos, Instant startInstant, double startSeconds, double speed) {

  private static final double NANOS = 1e9;

  /// A year: no plan waits longer, and infinite patience must not overflow.
  private static final double MAX_SECONDS = 366 * 86_400.0;

  Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be over 0");
    }
  }

  /// The ticker at a moment of the scenario.
  long nanosAt(double seconds) {
    return startNanos + nanos(seconds - startSeconds);
  }

  /// How long so many seconds of a plan take.
  long nanos(double planSeconds) {
    return Math.round(Math.min(planSeconds, MAX_SECONDS) / speed * NANOS);
  }

  double secondsAt(long nanos) {
    return startSeconds + seconds(nanos - startNanos);
  }

  double secondsAt(Instant at) {
    return startSeconds + seconds(Duration.between(startInstant, at).toNanos());
  }

  /// A span of the ticker as seconds of the scenario.
  double seconds(long nanos) {
    return nanos / NANOS * speed;
  }
}
