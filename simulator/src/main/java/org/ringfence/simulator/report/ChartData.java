package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;

/// What the page's script draws, as it goes into the page. Numbers are rounded to what can be seen.
final class ChartData {

  private ChartData() {}

  static Map<String, Object> of(List<Run> runs) {
    Grid grid = runs.getFirst().grid();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("start", grid.startSeconds());
    data.put("step", grid.stepSeconds());
    data.put("steps", grid.steps());
    data.put("runs", runs.stream().map(ChartData::run).toList());
    return data;
  }

  private static Map<String, Object> run(Run run) {
    Series series = run.series();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", run.name());
    data.put("defence", run.defence());
    data.put("ports", number(run.summary().number("ports")));
    data.put("modes", modes(series.modes()));
    data.put("attempts", numbers(series.attempts()));
    data.put("peopleAttempts", numbers(series.peopleAttempts()));
    data.put("peopleServed", numbers(series.peopleServed()));
    data.put("waiting", numbers(series.waiting()));
    data.put("peopleWaiting", numbers(series.peopleWaiting()));
    data.put("portsUsed", numbers(series.portsUsedMax()));
    data.put("onDuty", numbers(series.agentsOnDuty()));
    data.put("busy", numbers(series.agentsBusy()));
    data.put("all", groups(run, false));
    data.put("people", groups(run, true));
    data.put("told", told(run.attempts().told()));
    return data;
  }

  private static List<@Nullable String> modes(List<@Nullable Mode> modes) {
    List<@Nullable String> names = new ArrayList<>(modes.size());
    for (@Nullable Mode mode : modes) {
      names.add(mode == null ? null : mode.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /// Groups that never happened are left out.
  private static List<Map<String, Object>> groups(Run run, boolean peopleOnly) {
    List<Map<String, Object>> groups = new ArrayList<>();
    for (OutcomeGroup group : OutcomeGroup.values()) {
      int[] counts = peopleOnly ? run.attempts().people(group) : run.attempts().all(group);
      if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("key", group.key());
        one.put("label", group.words());
        one.put("counts", Arrays.stream(counts).boxed().toList());
        groups.add(one);
      }
    }
    return groups;
  }

  private static Map<String, Object> told(ToldSample sample) {
    List<ToldSample.Point> points = sample.points();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("joined", points.stream().map(point -> number(point.joinedSeconds())).toList());
    told.put("low", points.stream().map(point -> number(point.lowSeconds())).toList());
    told.put("high", points.stream().map(point -> number(point.highSeconds())).toList());
    told.put("wait", points.stream().map(point -> number(point.waitSeconds())).toList());
    return told;
  }

  private static List<@Nullable Number> numbers(double[] values) {
    List<@Nullable Number> numbers = new ArrayList<>(values.length);
    for (double value : values) {
      numbers.add(number(value));
    }
    return numbers;
  }

  /// Null for what is not known and for what has no end: JSON has no word for either.
  private static @Nullable Number number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded) ? (Number) Long.valueOf((long) rounded) : (Number) rounded;
  }
}
