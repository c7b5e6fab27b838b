package org.ringfence.detector.lists;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// The file format of a [NumberList]: UTF-8 CSV (RFC 4180 quoting within one line) with the header
/// `number,reason,author,expires`; lines that are empty or begin with `#` are comments.
///
/// One bad row refuses the whole file: half a list is worse than a clear message, because nobody
/// notices which half is missing.
public final class NumberListFile {

  static final String HEADER = "number,reason,author,expires";
  static final int MAX_ROWS = 100_000;
  static final long MAX_BYTES = 32L * 1024 * 1024;
  private static final int MAX_PROBLEMS = 100;
  private static final int MAX_FIELD_LENGTH = 400;

  private final Path file;
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final List<ListedNumber> rows = new ArrayList<>();
  private final Map<String, Integer> lineByPattern = new HashMap<>();

  private NumberListFile(Path file) {
    this.file = file;
  }

  /// Reads a file whole.
  ///
  /// @throws SettingsException with every bad line
  public static NumberList read(Path file) {
    NumberListFile reading = new NumberListFile(file);
    reading.readLines();
    if (!reading.problems.isEmpty()) {
      throw new SettingsException(reading.problems);
    }
    return new NumberList(reading.rows);
  }

  private void readLines() {
    List<String> lines;
    try {
      if (Files.size(file) > MAX_BYTES) {
        problem(0, "is larger than " + MAX_BYTES + " bytes; is it a list of numbers?");
        return;
      }
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notText) {
      problem(0, "is not UTF-8 text");
      return;
    } catch (IOException unreadable) {
      problem(
          0, "cannot be read; is the path right? (" + unreadable.getClass().getSimpleName() + ")");
      return;
    }
    boolean headerSeen = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!headerSeen) {
        headerSeen = true;
        if (!line.equals(HEADER)) {
          problem(i + 1, "the first row must be the header " + HEADER);
        }
      } else {
        readRow(i + 1, line);
      }
    }
    if (!headerSeen) {
      problem(0, "has no header row; it must be " + HEADER);
    }
    if (rows.size() > MAX_ROWS) {
      problem(0, "has " + rows.size() + " rows; at most " + MAX_ROWS + " are allowed");
    }
  }

  private void readRow(int lineNumber, String line) {
    @Nullable List<String> fields = fields(line);
    if (fields == null) {
      problem(lineNumber, "has an open or misplaced quote");
      return;
    }
    if (fields.size() != 4) {
      problem(lineNumber, "must have 4 fields (" + HEADER + "), not " + fields.size());
      return;
    }
    try {
      ListedNumber row =
          new ListedNumber(
              pattern(fields.get(0)), fields.get(1), fields.get(2), date(fields.get(3)));
      @Nullable Integer earlier = lineByPattern.putIfAbsent(row.pattern(), lineNumber);
      if (earlier != null) {
        problem(lineNumber, "lists the same number as line " + earlier);
      }
      rows.add(row);
    } catch (IllegalArgumentException wrong) {
      problem(lineNumber, String.valueOf(wrong.getMessage()));
    }
  }

  private static String pattern(String written) {
    return written.endsWith("*") ? written : PhoneNumber.of(written).normalized().raw();
  }

  private static LocalDate date(String written) {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeException notADate) {
      throw new IllegalArgumentException("expires must be a date such as 2027-12-31", notADate);
    }
  }

  /// The fields of one line, or null when its quotes do not match.
  private static @Nullable List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        if (!quoted && !field.isEmpty()) {
          return null;
        }
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(cut(field));
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(cut(field));
    return quoted ? null : fields;
  }

  private static String cut(StringBuilder field) {
    String text = field.toString().strip();
    return text.length() > MAX_FIELD_LENGTH ? text.substring(0, MAX_FIELD_LENGTH) : text;
  }

  private void problem(int lineNumber, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(
          new SettingsProblem(
              lineNumber == 0 ? file.toString() : file + ":" + lineNumber, "", message));
    }
  }
}
