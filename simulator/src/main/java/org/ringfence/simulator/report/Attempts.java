package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ringfence.simulator.results.Outcome;

/// What the charts need of `results.csv`: attempts by outcome on a [Grid], and a sample of waits.
/// Its size does not grow with the file.
final class Attempts {

  private static final List<String> COLUMNS =
      List.of(
          "at_s",
          "outcome",
          "label",
          "joined_s",
          "wait_s",
          "announced_low_s",
          "announced_high_s",
          "diverted");

  private static final int DIVERTED = 7;

  private static final Map<String, Outcome> OUTCOMES = outcomes();

  private final Grid grid;
  private final Map<OutcomeGroup, int[]> all;
  private final Map<OutcomeGroup, int[]> people;
  private final ToldSample told = new ToldSample();
  private int rows;

  private Attempts(Grid grid) {
    this.grid = grid;
    this.all = zeros(grid);
    this.people = zeros(grid);
  }

  private static Map<OutcomeGroup, int[]> zeros(Grid grid) {
    Map<OutcomeGroup, int[]> counts = new EnumMap<>(OutcomeGroup.class);
    for (OutcomeGroup group : OutcomeGroup.values()) {
      counts.put(group, new int[grid.steps()]);
    }
    return counts;
  }

  private static Map<String, Outcome> outcomes() {
    Map<String, Outcome> byWord = new HashMap<>();
    for (Outcome outcome : Outcome.values()) {
      byWord.put(outcome.word(), outcome);
    }
    return byWord;
  }

  static Attempts read(Path file, Grid grid) throws IOException {
    Attempts attempts = new Attempts(grid);
    CsvRows.read(file, COLUMNS, attempts::add);
    return attempts;
  }

  private void add(CsvRows.Row row) {
    rows++;
    double at = row.requiredNumber(0);
    Outcome outcome = OUTCOMES.get(row.text(1));
    if (outcome == null) {
      throw row.problem(1, "there is no outcome \"" + row.text(1) + "\"");
    }
    boolean person =
        switch (row.text(2)) {
          case "human" -> true;
          case "machine" -> false;
          default -> throw row.problem(2, "must be human or machine, not \"" + row.text(2) + "\"");
        };
    int step = grid.stepOf(at);
    OutcomeGroup group = OutcomeGroup.of(outcome);
    all(group)[step]++;
    if (person) {
      people(group)[step]++;
      if (outcome == Outcome.SERVED && !row.text(DIVERTED).equals("1")) {
        told(row);
      }
    }
  }

  /// Callbacks and whoever was diverted are left out: they were told the wait of another line, even
  /// if they passed to the ordinary one, or chose when to be called.
  private void told(CsvRows.Row row) {
    double joined = row.number(3);
    double wait = row.number(4);
    double low = row.number(5);
    double high = row.number(6);
    if (Double.isNaN(joined) || Double.isNaN(wait) || Double.isNaN(low)) {
      return;
    }
    told.add(
        new ToldSample.Point(
            joined, low, Double.isNaN(high) ? Double.POSITIVE_INFINITY : high, wait));
  }

  int rows() {
    return rows;
  }

  int[] all(OutcomeGroup group) {
    return Objects.requireNonNull(all.get(group));
  }

  int[] people(OutcomeGroup group) {
    return Objects.requireNonNull(people.get(group));
  }

  ToldSample told() {
    return told;
  }
}
