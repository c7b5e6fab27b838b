package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One of several things, each with its relative weight: `0.75 A | 0.15 B | 0.10 C`.
record Choice<T>(List<T> values, List<Double> cumulative) {

  Choice {
    values = List.copyOf(values);
    cumulative = List.copyOf(cumulative);
  }

  /// @param maker makes a thing of its words; its [IllegalArgumentException] is passed on
  /// @throws IllegalArgumentException for a text that is none
  static <T> Choice<T> parse(String text, Function<String, T> maker) {
    List<T> values = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Words.Part part : Words.parts(text)) {
      values.add(maker.apply(String.join(" ", part.words())));
      weights.add(part.weight());
    }
    return of(values, weights);
  }

  static <T> Choice<T> of(List<T> values, List<Double> weights) {
    double total = weights.stream().mapToDouble(Double::doubleValue).sum();
    List<Double> cumulative = new ArrayList<>();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
      cumulative.add(sum / total);
    }
    return new Choice<>(values, cumulative);
  }

  /// @param uniform in [0, 1)
  T at(double uniform) {
    for (int i = 0; i < values.size() - 1; i++) {
      if (uniform < cumulative.get(i)) {
        return values.get(i);
      }
    }
    return values.getLast();
  }
}
