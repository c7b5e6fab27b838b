package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.List;

/// A table with a caption; its first column names the rows. On a narrow screen it scrolls by
/// itself, by keyboard too.
final class Table {

  private final String caption;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String caption, List<String> columns) {
    this.caption = caption;
    this.columns = List.copyOf(columns);
  }

  void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void write(Html html) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").element("caption", caption);
    html.open("thead").open("tr");
    columns.forEach(column -> html.element("th", column, "scope", "col"));
    html.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      html.open("tr");
      html.open("th", "scope", "row").name(row.getFirst()).close("th");
      row.subList(1, row.size()).forEach(cell -> html.element("td", cell));
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }
}
