package org.ringfence.queue.prediction;

import java.util.EnumMap;
import java.util.Map;

/// How much of an agent's time a caller of each class takes, relative to the mean of all: whoever
/// talks to a machine is soon done. Forgotten exponentially.
final class WorkByClass {

  /// A class is taken for like the others until so many of its callers were served.
  private static final double PRIOR_CALLERS = 20;

  /// What was observed of one class.
  record Sum(double callers, double seconds) {
    static final Sum NONE = new Sum(0, 0);

    Sum decayed(double factor) {
      return new Sum(callers * factor, seconds * factor);
    }

    Sum plus(double more) {
      return new Sum(callers + 1, seconds + more);
    }
  }

  private final EnumMap<PatienceClass, Sum> sums = new EnumMap<>(PatienceClass.class);
  private final EnumMap<PatienceClass, Double> relative = new EnumMap<>(PatienceClass.class);

  void decay(double factor) {
    sums.replaceAll((kind, sum) -> sum.decayed(factor));
    // Not only when a talk ends: a restored state must reckon with the same sums.
    reckon();
  }

  void handled(PatienceClass kind, double seconds) {
    sums.merge(kind, Sum.NONE.plus(seconds), (old, one) -> old.plus(seconds));
    reckon();
  }

  private void reckon() {
    double callers = 0;
    double seconds = 0;
    for (Sum sum : sums.values()) {
      callers += sum.callers;
      seconds += sum.seconds;
    }
    double mean = callers > 0 ? seconds / callers : 1;
    relative.clear();
    if (mean > 0) {
      sums.forEach((kind, sum) ->
          relative.put(kind, (sum.seconds / mean + PRIOR_CALLERS) / (sum.callers + PRIOR_CALLERS)));
    }
  }

  /// 1 for as much as the mean of all.
  double of(PatienceClass kind) {
    return relative.getOrDefault(kind, 1.0);
  }

  /// The whole state.
  Map<PatienceClass, Sum> save() {
    return new EnumMap<>(sums);
  }

  void restore(Map<PatienceClass, Sum> saved) {
    sums.clear();
    sums.putAll(saved);
    reckon();
  }
}
