package org.ringfence.simulator.plans;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// A CSV file of plans, read row by row: UTF-8, RFC 4180 quoting, a header row, columns in any
/// order, unknown columns refused. Everything that is wrong is collected with file, line and
/// column, up to [#MAX_PROBLEMS].
final class PlanTable {

  static final int MAX_PROBLEMS = 100;

  private final Path file;
  private final List<String> known;
  private final List<String> required;
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Long> lineById = new HashMap<>();
  private int problemCount;

  PlanTable(Path file, List<String> known, List<String> required) {
    this.file = file;
    this.known = known;
    this.required = required;
  }

  /// Reads all rows.
  ///
  /// @param plan makes a plan of a row, noting what is wrong with it there
  /// @param id the plan's name, which no other row may have
  /// @throws SettingsException with the problems, when there is one
  <T> List<T> read(Function<PlanRow, T> plan, Function<T, String> id) {
    List<T> plans = new ArrayList<>();
    try (InputStreamReader text =
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        CsvReader<CsvRecord> rows =
            CsvReader.builder()
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
      for (CsvRecord record : rows) {
        if (columns.isEmpty()) {
          if (!header(record)) {
            break;
          }
        } else if (problemCount <= MAX_PROBLEMS) {
          row(record, plan, id, plans);
        }
      }
    } catch (CsvParseException broken) {
      problem("", "is not CSV: " + rootMessage(broken));
    } catch (NoSuchFileException missing) {
      problem("", "there is no such file");
    } catch (CharacterCodingException notText) {
      problem("", "is not UTF-8 text");
    } catch (IOException | UncheckedIOException unreadable) {
      problem("", "cannot be read: " + rootMessage(unreadable));
    }
    finish(plans.isEmpty());
    return plans;
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof CharacterCodingException
        ? "it is not UTF-8 text"
        : String.valueOf(root.getMessage());
  }

  private void finish(boolean empty) {
    if (problems.isEmpty() && columns.isEmpty()) {
      problem("", "is empty; the first row must name the columns");
    } else if (problems.isEmpty() && empty) {
      problem("", "has no rows");
    }
    if (!problems.isEmpty()) {
      if (problemCount > MAX_PROBLEMS) {
        problems.add(new SettingsProblem(file.toString(), "", "and more; these were the first"));
      }
      throw new SettingsException(problems);
    }
  }

  private boolean header(CsvRecord record) {
    for (int i = 0; i < record.getFieldCount(); i++) {
      String name = i == 0 ? withoutMark(record.getField(0)) : record.getField(i);
      String column = name.strip();
      if (!known.contains(column)) {
        problem(":" + record.getStartingLineNumber(), "there is no column \"" + column + "\"");
      } else if (columns.put(column, i) != null) {
        problem(":" + record.getStartingLineNumber(), "column " + column + " is there twice");
      }
    }
    for (String name : required) {
      if (!columns.containsKey(name)) {
        problem(":" + record.getStartingLineNumber(), "column " + name + " is missing");
      }
    }
    return problems.isEmpty();
  }

  private static String withoutMark(String first) {
    return first.startsWith("\ufeff") ? first.substring(1) : first;
  }

  private <T> void row(
      CsvRecord record, Function<PlanRow, T> plan, Function<T, String> id, List<T> plans) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != columns.size()) {
      problem(
          ":" + line,
          "has " + record.getFieldCount() + " fields; the header names " + columns.size());
      return;
    }
    int before = problemCount;
    PlanRow row = new PlanRow(record, columns, (column, message) -> note(line, column, message));
    try {
      T made = plan.apply(row);
      if (problemCount == before) {
        Long earlier = lineById.putIfAbsent(id.apply(made), line);
        if (earlier != null) {
          note(line, known.getFirst(), "is the same as in line " + earlier);
        }
        plans.add(made);
      }
    } catch (IllegalArgumentException wrong) {
      // A row whose fields are wrong one by one need not also be wrong together.
      if (problemCount == before) {
        problem(":" + line, String.valueOf(wrong.getMessage()));
      }
    }
  }

  private void note(long line, String column, String message) {
    problem(":" + line, column + ": " + message);
  }

  private void problem(String line, String message) {
    problemCount++;
    if (problemCount <= MAX_PROBLEMS) {
      problems.add(new SettingsProblem(file + line, "", message));
    }
  }
}
