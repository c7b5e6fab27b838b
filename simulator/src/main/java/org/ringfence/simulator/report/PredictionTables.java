package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The quality of the predicted wait over all, by hour and by depth of the line.
final class PredictionTables {

  /// What is known of the figures' names; others are shown by their own names.
  private static final Map<String, String> NAMES =
      Map.of(
          "n", "Callers",
          "rrase", "Relative error (RRASE)",
          "mae_s", "Mean miss",
          "bias_s", "Mean excess",
          "coverage80", "Within the 80 % range",
          "width80_s", "Width of that range",
          "wait_mean_s", "Mean wait");

  private PredictionTables() {}

  static void write(Html html, Run run) {
    SummaryPart prediction = run.summary().part("prediction");
    if (!(prediction.number("n") > 0)) {
      html.element("p", "No predicted wait could be compared with a real one.", "class", "quiet");
      return;
    }
    Set<String> columns = new LinkedHashSet<>(prediction.numbers().keySet());
    Table all = table("All callers with a prediction", "Who", columns);
    all.row(row("all", prediction, columns));
    all.write(html);
    html.element(
        "p",
        "RRASE is the root of the mean squared error divided by the mean wait: 0 is perfect. A good"
            + " 80\u00a0% range holds 80\u00a0% of the waits: more means that it is too wide, less that it"
            + " promises too much.",
        "class",
        "quiet");
    breakdown(html, "By hour after opening", "Hour", prediction.part("by_hour"));
    breakdown(
        html, "By callers ahead at joining", "Callers ahead, from", prediction.part("by_depth"));
  }

  private static void breakdown(Html html, String caption, String first, SummaryPart parts) {
    Set<String> columns = new LinkedHashSet<>();
    parts.parts().values().forEach(part -> columns.addAll(part.numbers().keySet()));
    Table table = table(caption, first, columns);
    parts.parts().forEach((name, part) -> table.row(row(name, part, columns)));
    if (!table.isEmpty()) {
      table.write(html);
    }
  }

  private static Table table(String caption, String first, Set<String> columns) {
    List<String> names = new ArrayList<>(List.of(first));
    columns.forEach(column -> names.add(NAMES.getOrDefault(column, Words.fieldName(column))));
    return new Table(caption, names);
  }

  private static List<String> row(String name, SummaryPart part, Set<String> columns) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String column : columns) {
      double value = part.number(column);
      cells.add(cell(column, value));
    }
    return cells;
  }

  private static String cell(String column, double value) {
    if (column.equals("n")) {
      return Words.count(value);
    }
    if (column.endsWith("_s")) {
      return Words.time(value);
    }
    return column.startsWith("coverage") || column.endsWith("_share")
        ? Words.percent(value)
        : Words.decimal(value);
  }
}
