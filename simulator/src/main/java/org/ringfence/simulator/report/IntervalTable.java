package org.ringfence.simulator.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;

/// The run in few equal parts of time: what the charts show, as figures.
final class IntervalTable {

  private static final int MAX_ROWS = 24;
  private static final int[] MINUTES = {1, 5, 10, 15, 30, 60, 120, 240, 480, 1_440, 10_080};

  private IntervalTable() {}

  static void write(Html html, Run run) {
    Grid grid = run.grid();
    int perRow = stepsPerRow(grid);
    Table table =
        new Table(
            "The run by time after opening; who waits, is busy and on duty is counted at the end",
            List.of(
                "From",
                "To",
                "Attempts",
                "by people",
                "People served",
                "Waiting",
                "of them people",
                "Agents busy",
                "on duty",
                "Ports used, peak",
                "Worst mode"));
    // Rows begin at round times, so that the first may be shorter.
    int from = 0;
    while (from < grid.steps()) {
      int to =
          Math.min(
              grid.steps(), from + perRow - Math.floorMod(stepsSinceOpening(grid, from), perRow));
      table.row(row(run, from, to));
      from = to;
    }
    html.open("details").element("summary", "The charts as a table");
    table.write(html);
    html.close("details");
  }

  private static int stepsPerRow(Grid grid) {
    for (int minutes : MINUTES) {
      int seconds = minutes * 60;
      if (seconds % grid.stepSeconds() == 0
          && (double) grid.steps() * grid.stepSeconds() / seconds <= MAX_ROWS) {
        return seconds / grid.stepSeconds();
      }
    }
    return Math.max(1, grid.steps() / MAX_ROWS);
  }

  private static int stepsSinceOpening(Grid grid, int step) {
    return (int) Math.round(grid.secondsOf(step) / grid.stepSeconds());
  }

  private static List<String> row(Run run, int from, int to) {
    Series series = run.series();
    @Nullable Mode worst = null;
    double ports = Double.NaN;
    for (int i = from; i < to; i++) {
      worst = Series.worse(worst, series.modes().get(i));
      double used = series.portsUsedMax()[i];
      ports = Double.isNaN(ports) || used > ports ? used : ports;
    }
    return List.of(
        Words.clock(run.grid().secondsOf(from)),
        Words.clock(run.grid().secondsOf(to)),
        Words.count(sum(series.attempts(), from, to)),
        Words.count(sum(series.peopleAttempts(), from, to)),
        Words.count(sum(series.peopleServed(), from, to)),
        Words.count(last(series.waiting(), from, to)),
        Words.count(last(series.peopleWaiting(), from, to)),
        Words.count(last(series.agentsBusy(), from, to)),
        Words.count(last(series.agentsOnDuty(), from, to)),
        Words.count(ports),
        worst == null ? Words.NONE : worst.name());
  }

  /// The last value that is known; the run's last minute has no state.
  private static double last(double[] values, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  private static double sum(double[] values, int from, int to) {
    double sum = Double.NaN;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum = Double.isNaN(sum) ? values[i] : sum + values[i];
      }
    }
    return sum;
  }
}
