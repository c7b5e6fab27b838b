package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `compare.html`: two to four runs side by side, the first being what the others are held against.
public final class Comparison {

  public static final String FILE_NAME = "compare.html";

  /// As many lines as a chart can carry and still be read.
  public static final int MAX_RUNS = 4;

  private Comparison() {}

  /// Reads the runs' folders and writes the page.
  ///
  /// @param folders two to [#MAX_RUNS] runs' output folders
  /// @param out the folder to write into; made when it is absent
  /// @return the page's file
  /// @throws org.ringfence.settings.SettingsException when a file is missing or malformed, with
  ///   file, line and reason
  /// @throws IOException when the page cannot be written
  public static Path write(List<Path> folders, Path out) throws IOException {
    if (folders.size() < 2 || folders.size() > MAX_RUNS) {
      throw new IllegalArgumentException("two to " + MAX_RUNS + " runs can be compared");
    }
    List<Run> runs = Run.read(folders);
    Files.createDirectories(out);
    Path file = out.resolve(FILE_NAME);
    Page.write(file, title(runs), body(runs), ChartData.of(runs));
    return file;
  }

  /// How a run is called in tables and legends.
  static String label(List<Run> runs, Run run) {
    return "ABCD".charAt(runs.indexOf(run)) + " " + run.name();
  }

  private static String title(List<Run> runs) {
    long defences = runs.stream().map(Run::defence).distinct().count();
    String what =
        defences == runs.size()
            ? runs.stream().map(Headline::defence).collect(Collectors.joining(" against "))
            : runs.stream().map(Run::name).collect(Collectors.joining(" against "));
    return Differences.havePeopleInCommon(runs)
        ? "The same "
            + Words.counted(runs.getFirst().people().requiredNumber("plans"), "person", "people")
            + ": "
            + what
        : "Runs compared: " + what;
  }

  private static Html body(List<Run> runs) {
    Html html = new Html();
    Sections.top(html, "Comparison of runs", title(runs));
    html.open("main", "id", "content");
    for (Run run : runs) {
      Sections.cautions(
          html, run.cautions().stream().map(words -> label(runs, run) + ": " + words).toList());
    }
    html.element("p", Differences.basis(runs), "class", "quiet");
    html.open("ul", "class", "runs");
    for (Run run : runs) {
      html.open("li");
      html.element("strong", label(runs, run) + " (" + Headline.defence(run) + "). ");
      html.text(Headline.lead(run)).close("li");
    }
    html.close("ul");
    Sections.begin(
        html,
        "differences",
        "The differences",
        "Each run beside " + label(runs, runs.getFirst()) + ".");
    Differences.write(html, runs);
    html.close("section");
    Sections.begin(
        html,
        "time",
        "By time",
        "The strips above each chart are the modes of the runs, in their order.");
    charts(html, runs);
    html.close("section");
    told(html, runs);
    Sections.begin(html, "groups", "Who called", "Each kind of caller in each run.");
    FamilyDifferences.write(html, runs);
    html.close("section");
    html.close("main");
    Sections.foot(html, runs);
    return html;
  }

  private static void charts(Html html, List<Run> runs) {
    OverlaidCharts charts = new OverlaidCharts(html, runs);
    charts.peaks("overlay-waiting", "People waiting in line", Series::peopleWaiting);
    charts.totals(
        "overlay-served", "People who have reached an agent so far", Series::peopleServed);
    html.open("div", "class", "pair");
    charts.rates("overlay-attempts", "Call attempts of everybody", Series::attempts);
    charts.rates("overlay-people", "Call attempts of people", Series::peopleAttempts);
    charts.peaks("overlay-agents", "Agents busy", Series::agentsBusy);
    charts.peaks("overlay-ports", "Trunk ports in use", Series::portsUsedMax);
    html.close("div");
  }

  private static void told(Html html, List<Run> runs) {
    Sections.begin(html, "told", "Told against real", "");
    html.open("div", "class", "pair");
    for (int i = 0; i < runs.size(); i++) {
      ToldSample told = runs.get(i).attempts().told();
      if (told.count() > 0) {
        Sections.chart(html, "told-real", i, label(runs, runs.get(i)), RunCharts.toldWords(told));
      } else {
        html.element(
            "p", label(runs, runs.get(i)) + ": no person who was served had been told a range.");
      }
    }
    html.close("div").close("section");
  }
}
