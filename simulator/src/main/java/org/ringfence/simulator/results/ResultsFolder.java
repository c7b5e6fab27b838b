package org.ringfence.simulator.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The output folder of a run: `results.csv`, `summary.json`, `timeline.csv`. A folder that holds
/// anything else is not touched; an earlier run's files in it are replaced.
public final class ResultsFolder {

  public static final String RESULTS = "results.csv";
  public static final String SUMMARY = "summary.json";
  public static final String TIMELINE = "timeline.csv";
  public static final String REPORT = "report.html";

  private static final String[] OWN = {RESULTS, SUMMARY, TIMELINE, REPORT};

  private static final String[] COLUMNS = {
    "plan_id",
    "attempt",
    "at_s",
    "outcome",
    "mode",
    "score",
    "reasons",
    "challenged",
    "diverted",
    "joined_s",
    "wait_s",
    "announced_low_s",
    "announced_high_s",
    "agent_id",
    "talked_s",
    "label",
    "family"
  };

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  private ResultsFolder(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder, or opens one that is empty or holds an earlier run.
  ///
  /// @throws java.nio.file.FileSystemException when it holds other files, or is one
  public static ResultsFolder open(Path folder) throws IOException {
    OutputFolder.open(folder, OWN);
    return new ResultsFolder(folder);
  }

  public Path path() {
    return folder;
  }

  /// Writes the three files.
  public void write(RunResults run) throws IOException {
    Files.writeString(folder.resolve(SUMMARY), JSON.writeValueAsString(Summary.of(run)) + "\n");
    Files.write(folder.resolve(TIMELINE), Timeline.of(run));
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(Files.newBufferedWriter(folder.resolve(RESULTS), StandardCharsets.UTF_8))) {
      csv.writeRecord(COLUMNS);
      for (AttemptResult attempt : run.attempts()) {
        csv.writeRecord(row(attempt));
      }
    }
  }

  private static String[] row(AttemptResult result) {
    AttemptResult.@Nullable Range announced = result.announced();
    @Nullable Mode mode = result.mode();
    return new String[] {
      result.plan().planId(),
      Integer.toString(result.attempt()),
      Figures.cell(result.atSeconds()),
      result.outcome().word(),
      mode == null ? "" : mode.name().toLowerCase(Locale.ROOT),
      mode == null ? "" : Figures.cell(result.score()),
      result.reasons().stream().map(ResultsFolder::reason).collect(Collectors.joining(";")),
      result.challenged() ? "1" : "0",
      result.diverted() ? "1" : "0",
      Figures.cell(result.joinedSeconds()),
      Figures.cell(result.waitSeconds()),
      announced == null ? "" : Figures.cell(announced.low()),
      announced == null ? "" : Figures.cell(announced.high()),
      result.agent() == null ? "" : result.agent().value(),
      Figures.cell(result.talkedSeconds()),
      result.plan().label().name().toLowerCase(Locale.ROOT),
      result.plan().family()
    };
  }

  private static String reason(Reason reason) {
    return reason.signalClass().name().toLowerCase(Locale.ROOT)
        + ":"
        + reason.name()
        + "="
        + Figures.cell(reason.weight());
  }
}
