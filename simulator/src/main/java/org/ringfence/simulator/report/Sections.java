package org.ringfence.simulator.report;

import java.util.List;

/// The parts that every page has: its head with the title, warnings, sections and the foot.
final class Sections {

  private Sections() {}

  static void top(Html html, String kind, String title) {
    html.open("a", "class", "skip", "href", "#content").text("To the content").close("a");
    html.open("header").open("div", "class", "brand");
    html.trusted("<span class=\"mark\" aria-hidden=\"true\"></span>");
    html.element("strong", "Ringfence").element("span", kind, "class", "quiet").close("div");
    html.element("h1", title).close("header");
  }

  static void cautions(Html html, List<String> sentences) {
    for (String sentence : sentences) {
      html.element("p", sentence, "class", "caution", "role", "note");
    }
    html.trusted(
        "<noscript><p class=\"caution\">The charts need JavaScript; every figure is also in the"
            + " tables.</p></noscript>\n");
  }

  static void begin(Html html, String id, String title, String words) {
    html.open("section", "id", id, "aria-labelledby", id + "-title");
    html.element("h2", title, "id", id + "-title");
    if (!words.isEmpty()) {
      html.element("p", words, "class", "quiet intro");
    }
  }

  /// A chart with its title and, in words, what it shows.
  ///
  /// @param chart the name by which the script knows what to draw
  /// @param run the number of the run that it draws, from 0; -1 for all
  static void chart(Html html, String chart, int run, String title, String words) {
    String id = "chart-" + chart + (run < 0 ? "" : "-" + run);
    html.open("figure").element("h3", title);
    html.open(
            "div",
            "class",
            "chart",
            "data-chart",
            chart,
            "data-run",
            Integer.toString(Math.max(0, run)),
            "role",
            "img",
            "aria-label",
            title,
            "aria-describedby",
            id)
        .close("div");
    html.element("figcaption", words, "id", id).close("figure");
  }

  static void foot(Html html, List<Run> runs) {
    html.open("footer");
    for (Run run : runs) {
      SummaryPart summary = run.summary();
      html.open("p");
      html.text(
          (runs.size() > 1 ? run.name() + ": " : "")
              + "seed "
              + summary.written("seed")
              + ", defence "
              + run.defence()
              + ", "
              + Words.counted(summary.number("ports"), "port", "ports")
              + ", ended "
              + Words.moment(summary.requiredNumber("until_s"))
              + ". Configuration ");
      html.element("code", summary.text("config_sha256"));
      html.close("p");
    }
    html.element(
        "p",
        "The same seed, configuration and caller plans give this page again, byte by byte. Made by"
            + " Ringfence; charts drawn by uPlot (MIT licence, inside this file).");
    html.close("footer");
  }
}
