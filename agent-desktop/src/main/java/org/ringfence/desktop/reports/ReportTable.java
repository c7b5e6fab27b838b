package org.ringfence.desktop.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report: what a page shows and a file holds.
///
/// @param rows each with one cell a column; null is a figure that there is not
/// @param cut whether there were more rows than are told
public record ReportTable(
    String report, List<Column> columns, List<List<@Nullable Object>> rows, boolean cut) {

  public ReportTable {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }

  /// One column.
  ///
  /// @param id what a file calls it; `…_people` is the figure without machines
  public record Column(String id, Kind kind) {}

  /// What the cells of a column are.
  public enum Kind {
    TEXT,
    /// The id of a call, which has a story.
    CALL,
    /// An instant.
    TIME,
    COUNT,
    SECONDS,
    /// 0 to 1.
    SHARE
  }
}
