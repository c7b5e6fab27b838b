package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.events.PhoneNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request: one small JSON object, read field by field. Whatever is wrong is
/// gathered, so that [#finish] names every wrong field at once; until then a wrong field reads as
/// null.
///
/// What is said about a field never repeats its value, which may be a telephone number.
final class JsonFields {

  /// The longest body that is read.
  static final int MAX_BYTES = 2_048;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;
  private final List<FieldProblem> problems = new ArrayList<>();

  private JsonFields(JsonNode body) {
    this.body = body;
  }

  /// @throws Refusal when this is no JSON, too long, or no object
  static JsonFields of(Context request, Set<String> known) {
    @Nullable String type = request.header("Content-Type");
    String media = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*$", "");
    if (!media.equals("application/json")) {
      throw new Refusal(415, "type", "The content type must be application/json.");
    }
    byte[] json;
    try {
      json = request.req().getInputStream().readNBytes(MAX_BYTES + 1);
    } catch (IOException broken) {
      throw new Refusal(400, "body", "The body could not be read.");
    }
    if (json.length > MAX_BYTES) {
      throw new Refusal(413, "size", "The body has more than " + MAX_BYTES + " bytes.");
    }
    return parse(json, known);
  }

  private static JsonFields parse(byte[] json, Set<String> known) {
    JsonNode body;
    try {
      body = STRICT.readTree(json);
    } catch (JacksonException broken) {
      throw new Refusal(400, "body", "The body is not one well-formed JSON object.");
    }
    if (!body.isObject()) {
      throw new Refusal(400, "body", "The body must be a JSON object.");
    }
    JsonFields fields = new JsonFields(body);
    for (String name : body.propertyNames()) {
      if (!known.contains(name)) {
        // A hostile name is cut: it comes back in the answer and goes into nothing else.
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        fields.wrong(shown, "is not a field of this request");
      }
    }
    return fields;
  }

  /// One of a few words.
  ///
  /// @param allowed how the message lists them, such as `ready, paused or signed_out`
  <T> @Nullable T word(String field, Map<String, T> words, String allowed) {
    JsonNode node = body.path(field);
    @Nullable T found = node.isString() ? words.get(node.asString()) : null;
    if (found == null) {
      wrong(field, (node.isMissingNode() ? "is missing; it must be " : "must be ") + allowed);
    }
    return found;
  }

  /// A text for people, stripped; empty when it is missing.
  String text(String field, int maxCharacters) {
    JsonNode node = body.path(field);
    if (node.isMissingNode()) {
      return "";
    }
    if (!node.isString()) {
      wrong(field, "must be a text");
      return "";
    }
    String text = node.asString().strip();
    if (text.codePointCount(0, text.length()) > maxCharacters) {
      wrong(field, "must have at most " + maxCharacters + " characters");
    } else if (text.codePoints().anyMatch(Character::isISOControl)) {
      wrong(field, "must not have control characters");
    }
    return text;
  }

  /// The same, but it must be there.
  String neededText(String field, int maxCharacters) {
    int before = problems.size();
    String text = text(field, maxCharacters);
    if (text.isEmpty() && problems.size() == before) {
      wrong(field, "is missing; it must be a text of 1 to " + maxCharacters + " characters");
    }
    return text;
  }

  /// A password or the like: as it was typed, with blanks and all; it must be there.
  String secret(String field, int maxCharacters) {
    JsonNode node = body.path(field);
    if (!node.isString() || node.asString().isEmpty()) {
      wrong(field, "is missing");
      return "";
    }
    String secret = node.asString();
    if (secret.codePointCount(0, secret.length()) > maxCharacters) {
      wrong(field, "must have at most " + maxCharacters + " characters");
    }
    return secret;
  }

  /// A time to come, or null when the field is missing or null.
  @Nullable Instant timeToCome(String field, Instant now, Duration atMost) {
    JsonNode node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    @Nullable Instant time = node.isString() ? instant(node.asString()) : null;
    if (time == null) {
      wrong(field, "must be a time in UTC such as 2026-11-03T18:00:00Z, or null for never");
    } else if (!time.isAfter(now)) {
      wrong(field, "must not be in the past");
    } else if (time.isAfter(now.plus(atMost))) {
      wrong(field, "must be at most " + atMost.toDays() + " days from now, or null for never");
    }
    return time;
  }

  /// A number of a range, both ends included.
  @Nullable Double number(String field, double least, double most) {
    JsonNode node = body.path(field);
    if (node.isNumber() && node.asDouble() >= least && node.asDouble() <= most) {
      return node.asDouble();
    }
    String must = "must be a number from " + least + " to " + most;
    wrong(field, node.isMissingNode() ? "is missing; it " + must : must);
    return null;
  }

  /// True, or false, which it also is when it is missing.
  boolean flag(String field) {
    JsonNode node = body.path(field);
    if (!node.isMissingNode() && !node.isBoolean()) {
      wrong(field, "must be true or false");
    }
    return node.isBoolean() && node.asBoolean();
  }

  /// Whether any of these fields is there.
  boolean has(Set<String> fields) {
    return fields.stream().anyMatch(body::has);
  }

  /// A telephone number in E.164.
  @Nullable PhoneNumber number(String field) {
    JsonNode node = body.path(field);
    PhoneNumber number = node.isString() ? PhoneNumber.of(node.asString()) : PhoneNumber.NONE;
    if (number.isE164()) {
      return number;
    }
    String must = "must be + and 8 to 15 digits, such as +16125550134";
    wrong(field, node.isMissingNode() ? "is missing; it " + must : must);
    return null;
  }

  void wrong(String field, String message) {
    problems.add(new FieldProblem(field, message));
  }

  /// @throws Refusal that names every wrong field
  void finish() {
    if (!problems.isEmpty()) {
      throw new Refusal(400, "body", "The request has wrong fields.", problems);
    }
  }

  /// The value of a field that was asked for before [#finish], which let only good ones pass.
  static <T> T good(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a wrong field was let pass");
    }
    return value;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
