package org.ringfence.desktop.history;

import java.time.Instant;

/// A column of a table, and the type of its values.
record Column<T>(String name, Class<T> type) {

  static Column<String> text(String name) {
    return new Column<>(name, String.class);
  }

  static Column<Long> number(String name) {
    return new Column<>(name, Long.class);
  }

  static Column<Double> real(String name) {
    return new Column<>(name, Double.class);
  }

  static Column<Boolean> flag(String name) {
    return new Column<>(name, Boolean.class);
  }

  static Column<Instant> instant(String name) {
    return new Column<>(name, Instant.class);
  }
}
