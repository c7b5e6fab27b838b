package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The key figures of several runs and how each differs from the first.
final class Differences {

  /// Which way a figure is better.
  private enum Better {
    LESS,
    MORE,
    /// Neither: it is a fact, or can be good for a bad reason.
    NEITHER
  }

  /// What a figure is, and so how it and a change of it are written.
  private enum Kind {
    COUNT,
    TIME,
    SHARE,
    RATIO;

    String words(double value) {
      return switch (this) {
        case COUNT -> Words.count(value);
        case TIME -> Words.time(value);
        case SHARE -> Words.percent(value);
        case RATIO -> Words.decimal(value);
      };
    }

    /// A change of a share is told in points: per cent of per cent mislead.
    String change(double base, double difference) {
      String sign = difference < 0 ? "−" : "+";
      double size = Math.abs(difference);
      if (this == SHARE) {
        return String.format(Locale.ROOT, "%s%.1f points", sign, size * 100);
      }
      String relative =
          base == 0
              ? ""
              : String.format(Locale.ROOT, " (%s%.1f\u00a0%%)", sign, size / Math.abs(base) * 100);
      return sign + words(size) + relative;
    }
  }

  /// A figure that every run has.
  private record Measure(String name, Better better, Kind kind, ToDoubleFunction<Run> value) {}

  private record Group(String name, List<Measure> measures) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "People",
              List.of(
                  people("Reached an agent", "served_share", Better.MORE, Kind.SHARE),
                  people(
                      "From first attempt to an agent, mean over everybody",
                      "time_to_agent_rmst_s",
                      Better.LESS,
                      Kind.TIME),
                  people("Heard a busy signal", "busy_plans", Better.LESS, Kind.COUNT),
                  people("Busy signals", "busy_attempts", Better.LESS, Kind.COUNT),
                  people("Gave up at least once", "abandoned_plans", Better.LESS, Kind.COUNT),
                  people("Taken for machines", "harmed_plans", Better.LESS, Kind.COUNT),
                  people("Asked to key digits", "challenged_plans", Better.LESS, Kind.COUNT),
                  people("Lost by us", "lost", Better.LESS, Kind.COUNT))),
          new Group(
              "Wait in line of those who got there",
              List.of(
                  people("Mean", "wait_mean_s", Better.NEITHER, Kind.TIME),
                  people("Half waited under", "wait_p50_s", Better.NEITHER, Kind.TIME),
                  people("95\u00a0% waited under", "wait_p95_s", Better.NEITHER, Kind.TIME),
                  people("Longest", "wait_max_s", Better.NEITHER, Kind.TIME))),
          new Group(
              "Machines",
              List.of(
                  machines("Attempts", "attempts", Better.NEITHER, Kind.COUNT),
                  machines("Reached an agent", "reached_agent", Better.LESS, Kind.COUNT),
                  machines("Agents' time taken", "agent_s", Better.LESS, Kind.TIME),
                  machines("Port time taken", "port_s", Better.LESS, Kind.TIME))),
          new Group(
              "The center",
              List.of(
                  new Measure(
                      "Ports in use, peak",
                      Better.NEITHER,
                      Kind.COUNT,
                      run -> run.summary().number("ports_used_max")),
                  prediction(
                      "Prediction: relative error (RRASE)", "rrase", Better.LESS, Kind.RATIO),
                  prediction(
                      "Prediction: within the 80 % range",
                      "coverage80", Better.NEITHER, Kind.SHARE),
                  prediction(
                      "Prediction: width of that range", "width80_s", Better.NEITHER, Kind.TIME))));

  private Differences() {}

  private static Measure people(String name, String key, Better better, Kind kind) {
    return new Measure(name, better, kind, run -> run.people().number(key));
  }

  private static Measure machines(String name, String key, Better better, Kind kind) {
    return new Measure(name, better, kind, run -> run.machines().number(key));
  }

  private static Measure prediction(String name, String key, Better better, Kind kind) {
    return new Measure(name, better, kind, run -> run.summary().part("prediction").number(key));
  }

  /// Whether the runs can have had the same callers: the files do not carry more proof than seed
  /// and number of people.
  static boolean havePeopleInCommon(List<Run> runs) {
    return runs.stream()
            .map(run -> run.summary().written("seed") + " " + run.people().requiredNumber("plans"))
            .distinct()
            .count()
        == 1;
  }

  /// What the runs share, and so what the differences may be put down to.
  static String basis(List<Run> runs) {
    if (!havePeopleInCommon(runs)) {
      return "These runs differ in their seed or in the number of people: a difference between"
          + " them is not that of the defence alone.";
    }
    List<String> other = new ArrayList<>();
    if (distinct(runs, run -> run.summary().number("ports")) > 1) {
      other.add("ports");
    }
    if (distinct(runs, run -> run.machines().number("attempts") > 0 ? 1 : 0) > 1) {
      other.add("whether machines called");
    }
    if (runs.stream().map(run -> run.summary().text("config_sha256")).distinct().count() > 1) {
      other.add("configuration");
    }
    return "The runs have the same seed and the same number of people, so they compare person by"
        + " person"
        + (other.isEmpty() ? "." : "; they differ also in " + String.join(", ", other) + ".");
  }

  private static long distinct(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().mapToDouble(value).distinct().count();
  }

  static void write(Html html, List<Run> runs) {
    html.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Key figures of the runs");
    html.open("table", "class", "differences").element("caption", "Key figures of the runs");
    html.open("thead").open("tr").element("th", "Figure", "scope", "col");
    runs.forEach(run -> html.element("th", Comparison.label(runs, run), "scope", "col"));
    html.close("tr").close("thead");
    for (Group group : GROUPS) {
      html.open("tbody").open("tr", "class", "subhead");
      html.element(
          "th", group.name(), "scope", "rowgroup", "colspan", Integer.toString(runs.size() + 1));
      html.close("tr");
      group.measures().forEach(measure -> row(html, runs, measure));
      html.close("tbody");
    }
    html.close("table").close("div");
    html.element(
        "p",
        "The wait in line is not judged: a flood that fills the trunk keeps people out and so"
            + " shortens the wait of those who get in. What tells is the time from the first"
            + " attempt to an agent over everybody.",
        "class",
        "quiet");
  }

  private static void row(Html html, List<Run> runs, Measure measure) {
    html.open("tr").element("th", measure.name(), "scope", "row");
    double base = measure.value().applyAsDouble(runs.getFirst());
    for (Run run : runs) {
      double value = measure.value().applyAsDouble(run);
      html.open("td").text(measure.kind().words(value));
      if (!run.equals(runs.getFirst())) {
        change(html, measure, base, value);
      }
      html.close("td");
    }
    html.close("tr");
  }

  private static void change(Html html, Measure measure, double base, double value) {
    double difference = value - base;
    if (Double.isNaN(difference)) {
      return;
    }
    if (difference == 0) {
      html.element("span", "the same", "class", "change");
      return;
    }
    String words = measure.kind().change(base, difference);
    switch (measure.better()) {
      case NEITHER -> html.element("span", words, "class", "change");
      case LESS, MORE -> {
        boolean better = difference < 0 == (measure.better() == Better.LESS);
        html.element(
            "span",
            words + (better ? " better" : " worse"),
            "class",
            better ? "change better" : "change worse");
      }
    }
  }
}
