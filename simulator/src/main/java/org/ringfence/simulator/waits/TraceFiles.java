package org.ringfence.simulator.waits;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads call traces in the columns of the "Anonymous Bank" data (Guedj and Mandelbaum, Technion):
/// one file a month, `YYYY-MM.tsv` or `.tsv.gz`. Calls for internet support (type IN) have agents
/// of their own and are left out, as are phantoms and calls that hung up before the line.
final class TraceFiles {

  /// Beyond so many problems the rest is not listed.
  static final int MAX_PROBLEMS = 20;

  /// Waiting time that priority 2 is credited.
  static final int PRIORITY_CREDIT_SECONDS = 90;

  private static final List<String> COLUMNS =
      List.of(
          "call_id",
          "priority",
          "type",
          "date",
          "q_start",
          "q_time",
          "outcome",
          "ser_start",
          "ser_time",
          "server");
  private static final int DAY = 86_400;

  private final List<String> problems = new ArrayList<>();
  private @Nullable LocalDate firstDay;
  private LocalDate lastDay = LocalDate.EPOCH;
  private String lastDate = "";

  /// A trace that cannot be read, with every reason up to a bound.
  static final class BadTraceException extends IOException {
    BadTraceException(List<String> problems) {
      super(String.join(System.lineSeparator(), problems));
    }
  }

  /// A row that means nothing, by its column.
  private static final class BadCell extends Exception {
    BadCell(String column, String reason) {
      super(column + ": " + reason);
    }
  }

  private TraceFiles() {}

  /// The trace files of a folder, by name.
  static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new BadTraceException(List.of(folder + ": there is no such folder"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(TraceFiles::isTrace).sorted().toList();
      if (found.isEmpty()) {
        throw new BadTraceException(List.of(folder + ": holds no YYYY-MM.tsv or .tsv.gz"));
      }
      return found;
    }
  }

  private static boolean isTrace(Path file) {
    return file.getFileName().toString().matches("\\d{4}-\\d{2}\\.tsv(\\.gz)?");
  }

  /// @param firstDay the midnight from which the calls' times count
  /// @param calls in the order of the rows
  record Trace(LocalDate firstDay, List<TraceCall> calls) {
    Trace {
      calls = List.copyOf(calls);
    }

    YearMonth monthOf(TraceCall call) {
      return YearMonth.from(firstDay.plusDays(call.joins() / DAY));
    }
  }

  static Trace read(List<Path> files) throws IOException {
    TraceFiles reader = new TraceFiles();
    List<TraceCall> calls = new ArrayList<>();
    for (Path file : files) {
      reader.read(file, calls);
    }
    if (!reader.problems.isEmpty()) {
      throw new BadTraceException(reader.problems);
    }
    @Nullable LocalDate firstDay = reader.firstDay;
    if (firstDay == null) {
      throw new BadTraceException(List.of(files + ": hold no call that reached the line"));
    }
    return new Trace(firstDay, calls);
  }

  private void read(Path file, List<TraceCall> into) throws IOException {
    try (InputStream input = open(file);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .fieldSeparator('\t')
                .ofNamedCsvRecord(input, StandardCharsets.UTF_8)) {
      boolean first = true;
      for (NamedCsvRecord row : rows) {
        if (first && !hasColumns(file, row)) {
          return;
        }
        first = false;
        try {
          @Nullable TraceCall call = call(row);
          if (call != null) {
            into.add(call);
          }
        } catch (BadCell bad) {
          problem(file + ":" + row.getStartingLineNumber() + ": " + bad.getMessage());
        }
      }
    } catch (CsvParseException broken) {
      problem(file + ": " + broken.getMessage());
    }
  }

  private boolean hasColumns(Path file, NamedCsvRecord row) {
    List<String> missing =
        COLUMNS.stream().filter(column -> !row.getHeader().contains(column)).toList();
    if (!missing.isEmpty()) {
      problem(file + ":1: columns are missing: " + String.join(", ", missing));
    }
    return missing.isEmpty();
  }

  private void problem(String text) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(text);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(raw, 1 << 16)
        : new BufferedInputStream(raw);
  }

  private @Nullable TraceCall call(NamedCsvRecord row) throws BadCell {
    String outcome = row.getField("outcome");
    boolean served = outcome.equals("AGENT");
    boolean queued = !row.getField("q_start").equals("0:00:00");
    if (!served && !outcome.equals("HANG") && !outcome.equals("PHANTOM")) {
      throw new BadCell("outcome", "\"" + outcome + "\" is not AGENT, HANG or PHANTOM");
    }
    if (outcome.equals("PHANTOM") || row.getField("type").equals("IN") || (!served && !queued)) {
      return null;
    }
    long midnight = midnight(row.getField("date"));
    String server = row.getField("server");
    return new TraceCall(
        row.getField("call_id"),
        midnight + (queued ? clock(row, "q_start") : clock(row, "ser_start")),
        queued,
        queued ? seconds(row, "q_time") : 0,
        served,
        server.isEmpty() ? null : server,
        served ? seconds(row, "ser_time") : 0,
        row.getField("priority").equals("2") ? PRIORITY_CREDIT_SECONDS : 0,
        row.getField("type"));
  }

  private long midnight(String date) throws BadCell {
    if (!date.equals(lastDate)) {
      try {
        lastDay = LocalDate.parse(date);
      } catch (DateTimeParseException wrong) {
        throw new BadCell("date", "\"" + date + "\" is not YYYY-MM-DD");
      }
      lastDate = date;
    }
    if (firstDay == null) {
      firstDay = lastDay;
    }
    long days = lastDay.toEpochDay() - firstDay.toEpochDay();
    if (days < 0) {
      throw new BadCell("date", date + " is before the trace's first day " + firstDay);
    }
    return days * DAY;
  }

  private static int seconds(NamedCsvRecord row, String column) throws BadCell {
    String text = row.getField(column);
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= DAY) {
        return value;
      }
    } catch (NumberFormatException wrong) {
      // Told below.
    }
    throw new BadCell(column, "\"" + text + "\" is not a number of seconds from 0 to " + DAY);
  }

  private static int clock(NamedCsvRecord row, String column) throws BadCell {
    String text = row.getField(column);
    String[] parts = text.split(":", -1);
    try {
      if (parts.length == 3) {
        int hours = Integer.parseInt(parts[0]);
        int minutes = Integer.parseInt(parts[1]);
        int seconds = Integer.parseInt(parts[2]);
        if (hours >= 0
            && hours < 24
            && minutes >= 0
            && minutes < 60
            && seconds >= 0
            && seconds < 60) {
          return 3_600 * hours + 60 * minutes + seconds;
        }
      }
    } catch (NumberFormatException wrong) {
      // Told below.
    }
    throw new BadCell(column, "\"" + text + "\" is not a time of day H:MM:SS");
  }
}
