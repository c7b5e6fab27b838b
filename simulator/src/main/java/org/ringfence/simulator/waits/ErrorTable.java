package org.ringfence.simulator.waits;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The errors of several predictors over the same callers.
final class ErrorTable {

  private final EnumMap<Predictor, ErrorSum> sums = new EnumMap<>(Predictor.class);

  void add(Predictor predictor, double predictedSeconds, double waitedSeconds) {
    sums.computeIfAbsent(predictor, _ -> new ErrorSum()).add(predictedSeconds, waitedSeconds);
  }

  /// The errors of one predictor; empty when it predicted nothing.
  ErrorSum of(Predictor predictor) {
    return sums.getOrDefault(predictor, new ErrorSum());
  }

  /// NaN for a predictor that predicted nothing; the mean needs no prediction.
  double rrase(Predictor predictor) {
    return predictor == Predictor.MEAN ? anyOf().rraseOfMean() : of(predictor).rrase();
  }

  /// The sum of one of the predictors, for what is the same of all.
  ErrorSum anyOf() {
    return sums.isEmpty() ? new ErrorSum() : sums.values().iterator().next();
  }

  /// Who predicted something, in order.
  Map<Predictor, ErrorSum> sums() {
    return Collections.unmodifiableMap(sums);
  }
}
