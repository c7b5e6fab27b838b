package org.ringfence.simulator.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The rows of a CSV file with a header, one at a time; the file may be larger than the memory.
final class CsvRows {

  private final Path file;
  private final List<String> columns;

  /// The place of each wanted column in the file.
  private final int[] places;

  private int fieldCount;

  private CsvRows(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
    this.places = new int[columns.size()];
  }

  /// Hands over each row after the header. Columns that nobody asked for are passed over, so that a
  /// later version's files can be read.
  ///
  /// @param columns the wanted columns; a [Row] numbers them in this order
  /// @throws org.ringfence.settings.SettingsException at the first thing that is wrong
  static void read(Path file, List<String> columns, Consumer<Row> each) throws IOException {
    CsvRows rows = new CsvRows(file, columns);
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(file, StandardCharsets.UTF_8)) {
      boolean header = true;
      for (CsvRecord record : csv) {
        if (header) {
          rows.header(record);
          header = false;
        } else {
          each.accept(rows.row(record));
        }
      }
      if (header) {
        throw BadFile.at(file, 0, "", "is empty; the first row must name the columns");
      }
    } catch (NoSuchFileException missing) {
      throw BadFile.missing(file);
    } catch (CsvParseException broken) {
      throw BadFile.at(file, 0, "", "is not CSV: " + broken.getMessage());
    } catch (UncheckedIOException broken) {
      throw BadFile.at(file, 0, "", "cannot be read: " + broken.getMessage());
    }
  }

  private void header(CsvRecord record) {
    List<String> names = record.getFields().stream().map(String::strip).toList();
    fieldCount = names.size();
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(columns.get(i));
      if (places[i] < 0) {
        throw BadFile.at(
            file, record.getStartingLineNumber(), "", "column " + columns.get(i) + " is missing");
      }
    }
  }

  private Row row(CsvRecord record) {
    if (record.getFieldCount() != fieldCount) {
      throw BadFile.at(
          file,
          record.getStartingLineNumber(),
          "",
          "has " + record.getFieldCount() + " fields; the header names " + fieldCount);
    }
    return new Row(record);
  }

  /// One row; columns go by their number in the list of wanted ones.
  final class Row {

    private final CsvRecord record;

    private Row(CsvRecord record) {
      this.record = record;
    }

    String text(int column) {
      return record.getField(places[column]).strip();
    }

    /// NaN for an empty field; infinite where the file says so.
    double number(int column) {
      String text = text(column);
      if (text.isEmpty()) {
        return Double.NaN;
      }
      if (text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("infinity")) {
        return Double.POSITIVE_INFINITY;
      }
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // Told below, as every other text that is no number.
      }
      throw problem(column, "must be a number, not \"" + text + "\"");
    }

    double requiredNumber(int column) {
      double value = number(column);
      if (!Double.isFinite(value)) {
        throw problem(column, "must be a number, not \"" + text(column) + "\"");
      }
      return value;
    }

    RuntimeException problem(int column, String reason) {
      return BadFile.at(file, record.getStartingLineNumber(), columns.get(column), reason);
    }
  }
}
