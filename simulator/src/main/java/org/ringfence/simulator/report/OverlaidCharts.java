package org.ringfence.simulator.report;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Charts with one line per run, each with the runs' peaks or sums in words.
final class OverlaidCharts {

  private final Html html;
  private final List<Run> runs;

  OverlaidCharts(Html html, List<Run> runs) {
    this.html = html;
    this.runs = runs;
  }

  void peaks(String chart, String title, Function<Series, double[]> values) {
    add(chart, title, "At most: ", run -> peak(values.apply(run.series())));
  }

  /// Counts of a step, told as a rate.
  void rates(String chart, String title, Function<Series, double[]> values) {
    add(
        chart,
        title,
        "Most in one minute: ",
        run -> peak(values.apply(run.series())) * 60 / run.grid().stepSeconds());
  }

  void totals(String chart, String title, Function<Series, double[]> values) {
    add(
        chart,
        title,
        "At the end: ",
        run -> {
          double sum = 0;
          for (double value : values.apply(run.series())) {
            sum += Double.isNaN(value) ? 0 : value;
          }
          return sum;
        });
  }

  private static double peak(double[] values) {
    int place = RunCharts.greatest(values);
    return place < 0 ? Double.NaN : values[place];
  }

  private void add(String chart, String title, String words, ToDoubleFunction<Run> figure) {
    String figures =
        runs.stream()
            .map(run ->
                Words.count(figure.applyAsDouble(run)) + " in " + Comparison.label(runs, run))
            .collect(Collectors.joining(", "));
    Sections.chart(html, chart, -1, title, words + figures + ".");
  }
}
