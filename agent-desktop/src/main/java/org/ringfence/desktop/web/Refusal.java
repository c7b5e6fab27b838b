package org.ringfence.desktop.web;

import java.util.List;

/// A request that is answered with an error; it ends the handling like an early return.
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;
  private final transient List<FieldProblem> fields;

  /// @param why names the kind of refusal in the meter `ringfence.web.refused`
  Refusal(int status, String why, String message) {
    this(status, why, message, List.of());
  }

  Refusal(int status, String why, String message, List<FieldProblem> fields) {
    super(message, null, false, false);
    this.status = status;
    this.why = why;
    this.fields = List.copyOf(fields);
  }

  int status() {
    return status;
  }

  String why() {
    return why;
  }

  List<FieldProblem> fields() {
    return fields;
  }

  /// What is wrong with one field of a request.
  record FieldProblem(String field, String message) {}
}
