package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `report.html`: the page of one run, to be handed to somebody who was not there.
public final class Report {

  public static final String FILE_NAME = "report.html";

  private Report() {}

  /// Reads `summary.json`, `timeline.csv` and `results.csv` of a run's folder and writes the page
  /// beside them. The same files give the same page.
  ///
  /// @return the page's file
  /// @throws org.ringfence.settings.SettingsException when one is missing or malformed, with file,
  ///   line and reason
  /// @throws IOException when the page cannot be written
  public static Path write(Path folder) throws IOException {
    Run run = Run.read(List.of(folder)).getFirst();
    Path file = folder.resolve(FILE_NAME);
    Page.write(file, Headline.title(run), body(run), ChartData.of(List.of(run)));
    return file;
  }

  private static Html body(Run run) {
    Html html = new Html();
    Sections.top(html, "Report of a run", Headline.title(run));
    html.open("main", "id", "content");
    Sections.cautions(html, run.cautions());
    html.element("p", Headline.lead(run), "class", "lead");
    KeyFigures.write(html, run);
    Sections.begin(
        html, "calls", "The calls", "What became of each call attempt, by the minute it was made.");
    RunCharts.calls(html, run);
    html.close("section");
    Sections.begin(
        html,
        "wait",
        "The wait",
        "How many waited in line, and whether callers were told the truth about it.");
    RunCharts.waits(html, run);
    html.close("section");
    Sections.begin(
        html,
        "center",
        "The center",
        "Agents and trunk ports, at the end of each minute or at its peak.");
    RunCharts.center(html, run);
    html.close("section");
    Sections.begin(
        html,
        "groups",
        "Who called",
        "Each kind of caller by itself. Who is a person and who a machine is known here because the callers were planned; the defence never saw it.");
    FamilyTables.write(html, run);
    html.close("section");
    Sections.begin(
        html,
        "defence",
        "The defence",
        "The line's mode says how pressed it is: green is calm, amber is watchful, red is under attack.");
    ModeTable.write(html, run);
    html.close("section");
    Sections.begin(
        html, "prediction", "The prediction", "How far the predicted wait was from the real one.");
    PredictionTables.write(html, run);
    html.close("section");
    Sections.begin(html, "figures", "Figures behind the charts", "");
    IntervalTable.write(html, run);
    html.close("section");
    html.close("main");
    Sections.foot(html, List.of(run));
    return html;
  }
}
