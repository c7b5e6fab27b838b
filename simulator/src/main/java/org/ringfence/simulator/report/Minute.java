package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ringfence.events.Mode;

/// A row of `timeline.csv`: 60 s of scenario time. Counts of who waits and works are those at the
/// minute's end.
record Minute(
    double fromSeconds,
    double attempts,
    double peopleAttempts,
    double peopleServed,
    double waiting,
    double peopleWaiting,
    double portsUsedMax,
    double agentsOnDuty,
    double agentsBusy,
    Mode mode) {

  static final int SECONDS = 60;

  /// More than a year: nothing that can be looked at is longer.
  private static final int MAX_MINUTES = 600_000;

  private static final List<String> COLUMNS =
      List.of(
          "from_s",
          "attempts",
          "people_attempts",
          "people_served",
          "waiting",
          "people_waiting",
          "ports_used_max",
          "agents_on_duty",
          "agents_busy",
          "mode");

  /// Reads the file; a run that was stopped at once may have no minute.
  static List<Minute> read(Path file) throws IOException {
    List<Minute> minutes = new ArrayList<>();
    CsvRows.read(
        file,
        COLUMNS,
        row -> {
          Minute minute = of(row);
          if (!minutes.isEmpty() && minute.fromSeconds <= minutes.getLast().fromSeconds) {
            throw row.problem(0, "must be later than in the row before");
          }
          if (minutes.size() >= MAX_MINUTES) {
            throw row.problem(0, "is one row too many; " + MAX_MINUTES + " are the most");
          }
          minutes.add(minute);
        });
    return minutes;
  }

  private static Minute of(CsvRows.Row row) {
    int at = 0;
    return new Minute(
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        row.requiredNumber(at++),
        mode(row, at));
  }

  private static Mode mode(CsvRows.Row row, int column) {
    return switch (row.text(column)) {
      case "GREEN" -> Mode.GREEN;
      case "AMBER" -> Mode.AMBER;
      case "RED" -> Mode.RED;
      default ->
          throw row.problem(
              column, "must be GREEN, AMBER or RED, not \"" + row.text(column) + "\"");
    };
  }
}
