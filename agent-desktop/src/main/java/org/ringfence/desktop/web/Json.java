package org.ringfence.desktop.web;

import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/// Views as JSON bytes; instants are ISO 8601 in UTC.
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static byte[] bytes(Object view) {
    return MAPPER.writeValueAsBytes(view);
  }

  static void answer(Context request, int status, Object view) {
    request.status(status).contentType("application/json").result(bytes(view));
  }

  /// What is live must not be kept by anybody on the way.
  static void noStore(Context request) {
    request.header("Cache-Control", "no-store");
  }
}
