package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;

/// A run's minutes on a [Grid]. NaN (and no mode) stand where the run has no minute. The arrays are
/// its own: who asks for one must not change it.
final class Series {

  private final double[] attempts;
  private final double[] peopleAttempts;
  private final double[] peopleServed;
  private final double[] waiting;
  private final double[] peopleWaiting;
  private final double[] portsUsedMax;
  private final double[] agentsOnDuty;
  private final double[] agentsBusy;
  private final List<@Nullable Mode> modes;

  private Series(Grid grid) {
    attempts = empty(grid);
    peopleAttempts = empty(grid);
    peopleServed = empty(grid);
    waiting = empty(grid);
    peopleWaiting = empty(grid);
    portsUsedMax = empty(grid);
    agentsOnDuty = empty(grid);
    agentsBusy = empty(grid);
    modes = new ArrayList<>(Collections.nCopies(grid.steps(), null));
  }

  /// Who waits and works is not taken from the minute in which the run ends: at that moment all is
  /// over, and the lines of a chart would fall to nothing although callers were still waiting.
  ///
  /// @param untilSeconds when the run ended
  static Series of(List<Minute> minutes, Grid grid, double untilSeconds) {
    Series series = new Series(grid);
    for (Minute minute : minutes) {
      int step = grid.stepOf(minute.fromSeconds());
      series.put(step, minute);
      if (minute.fromSeconds() + Minute.SECONDS < untilSeconds) {
        series.putState(step, minute);
      }
    }
    return series;
  }

  private static double[] empty(Grid grid) {
    double[] values = new double[grid.steps()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /// Counts add up; ports and mode are the greatest.
  private void put(int step, Minute minute) {
    attempts[step] = sum(attempts[step], minute.attempts());
    peopleAttempts[step] = sum(peopleAttempts[step], minute.peopleAttempts());
    peopleServed[step] = sum(peopleServed[step], minute.peopleServed());
    double ports = portsUsedMax[step];
    portsUsedMax[step] =
        Double.isNaN(ports) ? minute.portsUsedMax() : Math.max(ports, minute.portsUsedMax());
    modes.set(step, worse(modes.get(step), minute.mode()));
  }

  /// The state is that of the step's last minute.
  private void putState(int step, Minute minute) {
    waiting[step] = minute.waiting();
    peopleWaiting[step] = minute.peopleWaiting();
    agentsOnDuty[step] = minute.agentsOnDuty();
    agentsBusy[step] = minute.agentsBusy();
  }

  private static double sum(double before, double more) {
    return Double.isNaN(before) ? more : before + more;
  }

  /// The worse of two modes, either of which may be unknown.
  static @Nullable Mode worse(@Nullable Mode one, @Nullable Mode other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  double[] attempts() {
    return attempts;
  }

  double[] peopleAttempts() {
    return peopleAttempts;
  }

  double[] peopleServed() {
    return peopleServed;
  }

  double[] waiting() {
    return waiting;
  }

  double[] peopleWaiting() {
    return peopleWaiting;
  }

  double[] portsUsedMax() {
    return portsUsedMax;
  }

  double[] agentsOnDuty() {
    return agentsOnDuty;
  }

  double[] agentsBusy() {
    return agentsBusy;
  }

  List<@Nullable Mode> modes() {
    return Collections.unmodifiableList(modes);
  }
}
