package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Each family in each run: people by how they were served, machines by how far they came.
final class FamilyDifferences {

  private FamilyDifferences() {}

  static void write(Html html, List<Run> runs) {
    table(
        html,
        runs,
        "human",
        "People, by group: reached an agent; mean wait; harmed",
        FamilyDifferences::person);
    table(
        html,
        runs,
        "machine",
        "Machines, by family: calls that reached an agent; agents' time",
        FamilyDifferences::machine);
  }

  /// Words for one family in one run.
  private interface Cell {
    String of(SummaryPart family);
  }

  private static void table(Html html, List<Run> runs, String label, String caption, Cell cell) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Run run : runs) {
      run.summary()
          .part("families")
          .parts()
          .forEach((name, family) -> {
            if (family.text("label").equals(label)) {
              rows.computeIfAbsent(name, absent -> new ArrayList<>(List.of(name)));
            }
          });
    }
    List<String> columns = new ArrayList<>(List.of("Family"));
    for (Run run : runs) {
      columns.add(Comparison.label(runs, run));
      Map<String, SummaryPart> families = run.summary().part("families").parts();
      rows.forEach((name, cells) -> {
        SummaryPart family = families.get(name);
        cells.add(family == null ? "did not call" : cell.of(family));
      });
    }
    Table table = new Table(caption, columns);
    rows.values().forEach(table::row);
    if (!table.isEmpty()) {
      table.write(html);
    }
  }

  private static String person(SummaryPart family) {
    return Words.percent(family.number("served_share"))
        + "; "
        + Words.time(family.number("wait_mean_s"))
        + "; "
        + Words.count(family.number("harmed_plans"));
  }

  private static String machine(SummaryPart family) {
    return Words.count(family.number("reached_agent"))
        + " of "
        + Words.count(family.number("attempts"))
        + " ("
        + Words.percent(family.number("reached_agent_share"))
        + "); "
        + Words.time(family.number("agent_s"));
  }
}
