package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;

/// How much an agent was taken up by callers lately: 0 for not at all, 1 for without a pause.
///
/// The part of time with callers (ringing, talking, holding, wrapping up), where time counts half
/// after [#HALF_LIFE]. It grows towards 1 while the agent is taken up and decays while the agent is
/// ready; while paused or signed out it stands still, so that a break neither helps nor costs.
///
/// All who are ready decay by the same factor, so their order does not change while they wait: that
/// is why [#rank] can be a key of a sorted set.
///
/// @param value at `at`
/// @param at when it was reckoned
record Load(double value, Instant at) {

  static final Duration HALF_LIFE = Duration.ofMinutes(30);

  private static final double HALF_LIFE_SECONDS = HALF_LIFE.toSeconds();

  /// Less than a second with a caller; nobody is told apart by less.
  private static final double LEAST = 1e-6;

  static final Load NONE = new Load(0, Instant.EPOCH);

  Load {
    value = Double.isNaN(value) ? 0 : Math.clamp(value, 0.0, 1.0);
  }

  /// After time with callers until now.
  Load busyUntil(Instant now) {
    double kept = kept(now);
    return new Load(1 - (1 - value) * kept, now);
  }

  /// After time ready until now.
  Load readyUntil(Instant now) {
    return new Load(value * kept(now), now);
  }

  /// After time away until now.
  Load awayUntil(Instant now) {
    return new Load(value, now);
  }

  /// Orders agents who are ready, whenever each became it: the less the less occupied. It is the
  /// logarithm to base 2 of the load that would have led here from the beginning of time.
  double rank() {
    return StrictMath.log(Math.max(value, LEAST)) / StrictMath.log(2)
        + at.getEpochSecond() / HALF_LIFE_SECONDS;
  }

  private double kept(Instant now) {
    double passed = Duration.between(at, now).toMillis() / 1000.0;
    return passed <= 0 ? 1 : StrictMath.pow(0.5, passed / HALF_LIFE_SECONDS);
  }
}
