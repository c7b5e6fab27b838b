package org.ringfence.simulator.waits;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ringfence.simulator.chance.Draws;

/// The callers of a queue model. Arrivals, talks and patience have streams of their own, the same
/// for all models of one seed.
final class ModelArrivals {

  /// A mean talk. Unlike what the core believes before it has seen anything, so that this is no
  /// help.
  static final double UNIT_SECONDS = 200;

  private static final double UNIT_NANOS = UNIT_SECONDS * 1e9;

  private final QueueModel model;
  private final RandomGenerator arrivals;
  private final RandomGenerator talks;
  private final RandomGenerator patience;
  private double now;
  private int index;

  ModelArrivals(QueueModel model, long seed) {
    this.model = model;
    this.arrivals = stream(seed, "arrivals");
    this.talks = stream(seed, "talks");
    this.patience = stream(seed, "patience");
  }

  /// A long stream of numbers for one purpose.
  static RandomGenerator stream(long seed, String purpose) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(new Draws(seed).of("waits", 0, purpose).nextLong());
  }

  Arrival next() {
    now += arrivals.nextExponential() / model.arrivalRate();
    return new Arrival(
        index++,
        nanos(now),
        nanos(model.patience().draw(patience)),
        nanos(model.service().draw(talks)),
        false,
        false);
  }

  private static long nanos(double units) {
    return Math.round(units * UNIT_NANOS);
  }
}
