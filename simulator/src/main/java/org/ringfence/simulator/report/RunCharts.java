package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The charts of one run, each with what it shows in words: for who cannot see it, and for who
/// wants to know what to look at.
final class RunCharts {

  private RunCharts() {}

  static void calls(Html html, Run run) {
    Sections.chart(
        html, "attempts-all", 0, "All call attempts, by what became of them", attempts(run, false));
    if (run.hasMachines()) {
      Sections.chart(
          html, "attempts-people", 0, "People's call attempts alone", attempts(run, true));
    }
  }

  private static String attempts(Run run, boolean peopleOnly) {
    double[] counts = peopleOnly ? run.series().peopleAttempts() : run.series().attempts();
    List<String> shares = new ArrayList<>();
    double total = 0;
    for (OutcomeGroup group : OutcomeGroup.values()) {
      total += sum(run, group, peopleOnly);
    }
    for (OutcomeGroup group : OutcomeGroup.values()) {
      double sum = sum(run, group, peopleOnly);
      if (sum > 0) {
        shares.add(Words.share(sum, total) + " " + group.words());
      }
    }
    int top = greatest(counts);
    return top < 0 || total == 0
        ? "There were none."
        : Words.count(total)
            + " attempts: "
            + String.join(", ", shares)
            + ". The most in one minute were "
            + Words.count(counts[top] * 60 / run.grid().stepSeconds())
            + ", "
            + Words.moment(run.grid().secondsOf(top))
            + ".";
  }

  private static double sum(Run run, OutcomeGroup group, boolean peopleOnly) {
    Attempts attempts = run.attempts();
    return Arrays.stream(peopleOnly ? attempts.people(group) : attempts.all(group))
        .asDoubleStream()
        .sum();
  }

  static void waits(Html html, Run run) {
    Series series = run.series();
    int top = greatest(series.waiting());
    Sections.chart(
        html,
        "waiting",
        0,
        "Callers waiting in line",
        top < 0 || series.waiting()[top] == 0
            ? "Nobody waited at the end of any minute."
            : "At most "
                + Words.count(series.waiting()[top])
                + " waited, "
                + Words.moment(run.grid().secondsOf(top))
                + "; of people alone at most "
                + Words.count(series.peopleWaiting()[greatest(series.peopleWaiting())])
                + ".");
    told(html, run);
  }

  private static void told(Html html, Run run) {
    ToldSample told = run.attempts().told();
    if (told.count() == 0) {
      html.element("p", "No person who was served had been told a range.", "class", "quiet");
      return;
    }
    html.open("div", "class", "pair");
    Sections.chart(
        html,
        "told-time",
        0,
        "What callers were told, and how long it took",
        "By the moment of joining the line. Each upright line is the range that one caller was told"
            + " first; the dot is how long that caller really waited.");
    Sections.chart(html, "told-real", 0, "Told against real", toldWords(told));
    html.close("div");
  }

  static String toldWords(ToldSample told) {
    int shorter = told.count() - told.within() - told.longer();
    return "Each upright line is one caller's range; where it crosses the diagonal it was right. Of "
        + Words.counted(told.count(), "person", "people")
        + " served who had been told a range, "
        + Words.share(told.within(), told.count())
        + " waited within it, "
        + Words.share(told.longer(), told.count())
        + " longer and "
        + Words.share(shorter, told.count())
        + " shorter."
        + (told.count() > ToldSample.MAX_POINTS
            ? " Drawn are " + Words.count(ToldSample.MAX_POINTS) + " of them, taken evenly."
            : "");
  }

  static void center(Html html, Run run) {
    Series series = run.series();
    html.open("div", "class", "pair");
    int duty = greatest(series.agentsOnDuty());
    int busy = greatest(series.agentsBusy());
    Sections.chart(
        html,
        "agents",
        0,
        "Agents",
        duty < 0
            ? "There were none."
            : "At most "
                + Words.counted(series.agentsOnDuty()[duty], "agent was", "agents were")
                + " on duty and "
                + Words.count(series.agentsBusy()[busy])
                + " busy, talking or wrapping up.");
    double ports = run.summary().number("ports");
    double most = run.summary().number("ports_used_max");
    Sections.chart(
        html,
        "ports",
        0,
        "Trunk ports in use",
        "At most "
            + Words.count(most)
            + " of "
            + Words.count(ports)
            + (most >= ports ? " were in use: the trunk was full." : " were in use."));
    html.close("div");
  }

  /// The place of the greatest value; -1 when there is none.
  static int greatest(double[] values) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && (best < 0 || values[i] > values[best])) {
        best = i;
      }
    }
    return best;
  }
}
