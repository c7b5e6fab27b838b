package org.ringfence.simulator.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How well waits were predicted: first predictions of callers who were served, against their real
/// waits.
///
/// `rrase` is the root of the mean squared error over the mean wait (Ibrahim and Whitt, 2009);
/// `coverage80` the share of waits within the predicted central 80 %, `width80_s` its mean width.
final class PredictionQuality {

  /// Callers ahead, in steps.
  private static final int[] DEPTHS = {0, 1, 5, 10, 20, 50, 100, 200, 500, 1000};

  private PredictionQuality() {}

  static Map<String, @Nullable Object> of(Collection<AttemptResult> attempts) {
    List<AttemptResult> judged =
        attempts.stream()
            .filter(attempt -> attempt.outcome().isServed() && attempt.predicted() != null)
            .toList();
    Map<String, @Nullable Object> figures = figures(judged);
    figures.put(
        "by_hour", grouped(judged, attempt -> (int) Math.floor(attempt.joinedSeconds() / 3600)));
    figures.put("by_depth", grouped(judged, attempt -> depth(attempt.ahead())));
    return figures;
  }

  private static int depth(int ahead) {
    int step = 0;
    for (int at : DEPTHS) {
      step = ahead >= at ? at : step;
    }
    return step;
  }

  private static Map<String, @Nullable Object> grouped(
      List<AttemptResult> judged, Function<AttemptResult, Integer> key) {
    TreeMap<Integer, List<AttemptResult>> groups = new TreeMap<>();
    for (AttemptResult attempt : judged) {
      groups.computeIfAbsent(key.apply(attempt), any -> new ArrayList<>()).add(attempt);
    }
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    groups.forEach((group, members) -> figures.put(Integer.toString(group), figures(members)));
    return figures;
  }

  private static Map<String, @Nullable Object> figures(List<AttemptResult> judged) {
    double squared = 0;
    double absolute = 0;
    double bias = 0;
    double waited = 0;
    double width = 0;
    int covered = 0;
    for (AttemptResult attempt : judged) {
      AttemptResult.@Nullable Prediction told = attempt.predicted();
      if (told == null) {
        continue;
      }
      double error = told.expected() - attempt.waitSeconds();
      squared += error * error;
      absolute += Math.abs(error);
      bias += error;
      waited += attempt.waitSeconds();
      width += told.high() - told.low();
      boolean within = told.low() <= attempt.waitSeconds() && attempt.waitSeconds() <= told.high();
      covered += within ? 1 : 0;
    }
    int n = judged.size();
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("n", n);
    figures.put("rrase", waited > 0 ? Figures.of(Math.sqrt(squared / n) / (waited / n)) : null);
    figures.put("mae_s", Figures.ratio(absolute, n));
    figures.put("bias_s", Figures.ratio(bias, n));
    figures.put("coverage80", Figures.ratio(covered, n));
    figures.put("width80_s", Figures.ratio(width, n));
    return figures;
  }
}
