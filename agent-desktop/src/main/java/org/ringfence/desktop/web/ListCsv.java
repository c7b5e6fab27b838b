package org.ringfence.desktop.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;

/// Numbers for a line's lists as UTF-8 CSV (RFC 4180, one row a line) with the header
/// `number,list,reason,expires`: `list` is allow or block, `expires` the last day (UTC) or empty
/// for never; lines that are empty or begin with `#` are comments.
///
/// One bad row refuses all: nobody would notice which half of a list is missing. What is said about
/// a row never repeats its number.
final class ListCsv {

  static final String HEADER = "number,list,reason,expires";
  static final int MOST_ROWS = 2_000;
  static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_PROBLEMS = 50;

  private final List<Row> rows = new ArrayList<>();
  private final List<FieldProblem> problems = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();
  private final Instant now;

  private ListCsv(Instant now) {
    this.now = now;
  }

  /// @param expires null for never
  record Row(PhoneNumber number, ListKind list, String reason, @Nullable Instant expires) {}

  /// @throws Refusal with every bad line
  static List<Row> read(byte[] bytes, Instant now) {
    ListCsv reading = new ListCsv(now);
    reading.readAll(text(bytes));
    if (!reading.problems.isEmpty()) {
      throw new Refusal(
          400,
          "body",
          "Nothing was taken from this file, because some of its lines are wrong.",
          reading.problems);
    }
    return reading.rows;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException noText) {
      throw new Refusal(400, "body", "The file is not UTF-8 text.");
    }
  }

  private void readAll(String text) {
    boolean headerSeen = false;
    int at = 0;
    // Spreadsheets begin their files with a byte order mark.
    String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : whole.split("\\R", -1)) {
      at++;
      String row = line.strip();
      if (row.isEmpty() || row.startsWith("#")) {
        continue;
      }
      if (!headerSeen) {
        headerSeen = true;
        if (!row.equals(HEADER)) {
          problem(at, "the first row must be " + HEADER);
        }
      } else if (rows.size() >= MOST_ROWS) {
        problem(at, "there are more than " + MOST_ROWS + " rows; send the rest as another file");
        return;
      } else {
        readRow(at, row);
      }
    }
    if (rows.isEmpty() && problems.isEmpty()) {
      problem(at, "the file names no number");
    }
  }

  private void readRow(int at, String row) {
    @Nullable List<String> fields = fields(row);
    if (fields == null || fields.size() != 4) {
      problem(at, fields == null ? "has an open or misplaced quote" : "must have 4 fields");
      return;
    }
    PhoneNumber number = PhoneNumber.of(fields.get(0).replaceAll("[\\s().-]", "")).normalized();
    if (!number.isE164()) {
      problem(at, "number must be + and 8 to 15 digits");
      return;
    }
    @Nullable ListKind list =
        switch (fields.get(1)) {
          case "allow" -> ListKind.ALLOW;
          case "block" -> ListKind.BLOCK;
          default -> null;
        };
    if (list == null) {
      problem(at, "list must be allow or block");
      return;
    }
    String reason = fields.get(2);
    if (reason.isEmpty() || reason.length() > DefenceRoutes.MAX_REASON_CHARACTERS) {
      problem(at, "reason must have 1 to " + DefenceRoutes.MAX_REASON_CHARACTERS + " characters");
      return;
    }
    @Nullable Integer earlier = lineOf.putIfAbsent(number.raw(), at);
    if (earlier != null) {
      problem(at, "lists the same number as line " + earlier);
      return;
    }
    expires(at, fields.get(3), number, list, reason);
  }

  private void expires(int at, String day, PhoneNumber number, ListKind list, String reason) {
    if (day.isEmpty()) {
      rows.add(new Row(number, list, reason, null));
      return;
    }
    try {
      Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (!end.isAfter(now)) {
        problem(at, "expires is in the past");
      } else if (end.isAfter(now.plus(DefenceRoutes.LONGEST_ENTRY))) {
        problem(at, "expires is too far away; leave it empty for never");
      } else {
        rows.add(new Row(number, list, reason, end));
      }
    } catch (DateTimeException noDay) {
      problem(at, "expires must be a day such as 2027-12-31, or empty");
    }
  }

  private static @Nullable List<String> fields(String row) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (quoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        if (!quoted && !field.isEmpty()) {
          return null;
        }
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    fields.add(field.toString().strip());
    return quoted ? null : fields;
  }

  private void problem(int at, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new FieldProblem("line " + at, message));
    }
  }
}
