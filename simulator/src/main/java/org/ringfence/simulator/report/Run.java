package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A run as its output folder tells it.
///
/// @param name the folder's, by which the reader knows the run
record Run(
    String name, Path folder, SummaryPart summary, Grid grid, Series series, Attempts attempts) {

  /// Reads several runs onto one time axis.
  ///
  /// @throws org.ringfence.settings.SettingsException when a file is missing or malformed
  static List<Run> read(List<Path> folders) throws IOException {
    List<SummaryPart> summaries = new ArrayList<>();
    List<List<Minute>> minutes = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw BadFile.at(folder, 0, "", "there is no such folder");
      }
      SummaryPart summary = SummaryPart.read(folder.resolve("summary.json"));
      double until = summary.requiredNumber("until_s");
      summaries.add(summary);
      // A minute that begins when the run ends has nothing in it.
      minutes.add(
          Minute.read(folder.resolve("timeline.csv")).stream()
              .filter(minute -> minute.fromSeconds() < until)
              .toList());
    }
    Grid grid = Grid.over(minutes);
    List<String> names = names(folders);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      Path folder = folders.get(i);
      runs.add(
          new Run(
              names.get(i),
              folder,
              summaries.get(i),
              grid,
              Series.of(minutes.get(i), grid, summaries.get(i).requiredNumber("until_s")),
              Attempts.read(folder.resolve("results.csv"), grid)));
    }
    return runs;
  }

  /// The last part of each path, or the whole paths when those are the same.
  private static List<String> names(List<Path> folders) {
    List<String> last = folders.stream().map(Run::lastPart).toList();
    Set<String> different = new HashSet<>(last);
    return different.size() == last.size() ? last : folders.stream().map(Path::toString).toList();
  }

  private static String lastPart(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  String defence() {
    return summary.text("defence");
  }

  SummaryPart people() {
    return summary.part("people");
  }

  SummaryPart machines() {
    return summary.part("machines");
  }

  boolean hasMachines() {
    return machines().number("attempts") > 0;
  }

  /// From the first minute of the timeline to the end of the run.
  double lengthSeconds() {
    return summary.requiredNumber("until_s") - Math.min(0, grid.startSeconds());
  }

  /// What the reader should know before believing anything else, in sentences.
  List<String> cautions() {
    List<String> cautions = new ArrayList<>();
    if (summary.isTrue("partial")) {
      cautions.add(
          "This run was stopped before its end, "
              + Words.clock(summary.requiredNumber("until_s"))
              + " after opening. All figures cover only the part until then.");
    }
    double attemptCount = summary.requiredNumber("attempts");
    if (attemptCount != attempts.rows()) {
      cautions.add(
          "The summary counts "
              + Words.count(attemptCount)
              + " call attempts, but results.csv has "
              + Words.count(attempts.rows())
              + " rows: the files of this folder do not belong together.");
    }
    double lost = people().number("lost");
    if (lost > 0) {
      cautions.add(
          Words.counted(lost, "person was", "people were")
              + " lost by a fault of the system itself. This must never happen.");
    }
    return cautions;
  }
}
