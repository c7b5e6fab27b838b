package org.ringfence.simulator.plans;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One row of a [PlanTable], field by field. A field that is wrong is noted and read as its
/// default, so that one look at a file finds everything.
final class PlanRow {

  private final CsvRecord record;
  private final Map<String, Integer> columns;
  private final BiConsumer<String, String> problems;

  PlanRow(CsvRecord record, Map<String, Integer> columns, BiConsumer<String, String> problems) {
    this.record = record;
    this.columns = columns;
    this.problems = problems;
  }

  /// Whether the file has the column at all: an empty field of it may mean something else than no
  /// column.
  boolean has(String column) {
    return columns.containsKey(column);
  }

  void problem(String column, String message) {
    problems.accept(column, message);
  }

  /// The field without spaces around it; empty when the column is missing.
  String text(String column) {
    Integer index = columns.get(column);
    return index == null ? "" : record.getField(index).strip();
  }

  String required(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      problem(column, "must not be empty");
      return "?";
    }
    return text;
  }

  double number(String column, double otherwise, double least, double most) {
    Double value = findNumber(column, least, most);
    return value == null ? otherwise : value;
  }

  /// Null for an empty field.
  @Nullable Double findNumber(String column, double least, double most) {
    String text = text(column);
    if (text.isEmpty()) {
      return null;
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      value = Double.NaN;
    }
    // Java's own suffixes and hexadecimal numbers are none here.
    if (!(value >= least && value <= most) || !text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")) {
      problem(
          column,
          "must be a number from "
              + plain(least)
              + " to "
              + plain(most)
              + ", not \""
              + text
              + "\"");
      return null;
    }
    return value;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  int integer(String column, int otherwise, int most) {
    double value = number(column, otherwise, 0, most);
    if (value != Math.rint(value)) {
      problem(column, "must be a whole number, not \"" + text(column) + "\"");
      return otherwise;
    }
    return (int) value;
  }

  boolean flag(String column, boolean otherwise) {
    return switch (text(column)) {
      case "" -> otherwise;
      case "0" -> false;
      case "1" -> true;
      default -> {
        problem(column, "must be 0 or 1, not \"" + text(column) + "\"");
        yield otherwise;
      }
    };
  }

  /// A word that names a constant, in lower case, or as it is.
  <E extends Enum<E>> E choice(String column, Class<E> type, E otherwise) {
    String text = text(column);
    if (text.isEmpty()) {
      return otherwise;
    }
    E found = find(text, type);
    if (found == null) {
      problem(column, "there is no \"" + text + "\"");
      return otherwise;
    }
    return found;
  }

  static <E extends Enum<E>> @Nullable E find(String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      String name = constant.name();
      if (text.equals(name.length() == 1 ? name : name.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    return null;
  }
}
