package org.ringfence.desktop.web;

import java.time.Duration;
import java.util.List;

/// A request that is answered with an error; it ends the handling like an early return.
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;
  private final long retryAfterSeconds;
  private final transient List<FieldProblem> fields;

  /// @param why names the kind of refusal in the meter `ringfence.web.refused`
  Refusal(int status, String why, String message) {
    this(status, why, message, List.of());
  }

  Refusal(int status, String why, String message, List<FieldProblem> fields) {
    this(status, why, message, fields, 0);
  }

  private Refusal(
      int status, String why, String message, List<FieldProblem> fields, long retryAfterSeconds) {
    super(message, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.status = status;
    this.why = why;
    this.fields = List.copyOf(fields);
  }

  /// Somebody asks faster than is allowed.
  static Refusal tooFast(String message, Duration wait) {
    return new Refusal(429, "limit", message, List.of(), wait.toSeconds() + 1);
  }

  /// In how many seconds to ask again; 0 when that would change nothing.
  long retryAfterSeconds() {
    return retryAfterSeconds;
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
