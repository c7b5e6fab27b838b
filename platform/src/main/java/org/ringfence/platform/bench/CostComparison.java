package org.ringfence.platform.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ringfence.platform.bench.CostMeter.Cost;

/// What our calls cost beside a bare dialplan's, measured in rounds in turns: medians, for one
/// round that something else disturbed must not decide.
///
/// @param bare one entry a round
/// @param ours one entry a round
record CostComparison(List<Cost> bare, List<Cost> ours) {

  CostComparison {
    if (bare.isEmpty() || bare.size() != ours.size()) {
      throw new IllegalArgumentException(bare.size() + " rounds against " + ours.size());
    }
    bare = List.copyOf(bare);
    ours = List.copyOf(ours);
  }

  /// The median of the rounds' ratios of ours over bare.
  double ratio() {
    return median(ratios());
  }

  /// The smallest and the greatest ratio of a round, in brackets.
  String range() {
    List<Double> ratios = ratios();
    return String.format(
        Locale.ROOT, "(%.2f-%.2f)", Collections.min(ratios), Collections.max(ratios));
  }

  double bareMillis() {
    return median(bare, Cost::total);
  }

  double asteriskMillis() {
    return median(ours, Cost::asteriskMillis);
  }

  double jvmMillis() {
    return median(ours, Cost::jvmMillis);
  }

  double totalMillis() {
    return median(ours, Cost::total);
  }

  /// Calls of ours that did not end as planned.
  int failed() {
    return ours.stream().mapToInt(Cost::failed).sum();
  }

  /// Calls of the bare dialplan that did not end as planned.
  int bareFailed() {
    return bare.stream().mapToInt(Cost::failed).sum();
  }

  private List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i).total() / bare.get(i).total());
    }
    return ratios;
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
    return median(costs.stream().map(cost -> (Double) of.applyAsDouble(cost)).toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
