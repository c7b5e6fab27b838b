package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An object of `summary.json` that remembers the line of each value, so that a wrong one can be
/// named with its place. Numbers that are `null` or absent read as NaN.
final class SummaryPart {

  /// A number, a text, a truth value or a part, as it is written and with its line; arrays are not
  /// used in the format and read as null.
  private record Value(@Nullable Object value, String written, int line) {}

  private final Path file;
  private final String path;
  private final int line;
  private final Map<String, Value> values;

  private SummaryPart(Path file, String path, int line, Map<String, Value> values) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.values = values;
  }

  /// @throws org.ringfence.settings.SettingsException when it is missing or no JSON object
  static SummaryPart read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw BadFile.missing(file);
    }
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw BadFile.at(file, 1, "", "must be a JSON object");
      }
      SummaryPart root = object(file, "", json);
      if (json.nextToken() != null) {
        throw BadFile.at(file, line(json), "", "must end after the object");
      }
      return root;
    } catch (JacksonException broken) {
      throw BadFile.at(
          file,
          broken.getLocation().getLineNr(),
          "",
          "is not JSON: " + broken.getOriginalMessage());
    }
  }

  private static SummaryPart object(Path file, String path, JsonParser json) {
    int line = line(json);
    Map<String, Value> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      int at = line(json);
      Object value =
          switch (token) {
            case START_OBJECT -> object(file, path.isEmpty() ? name : path + "." + name, json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
            default -> null;
          };
      String written = token.isScalarValue() ? json.getString() : "";
      if (token == JsonToken.START_ARRAY) {
        json.skipChildren();
      }
      values.put(name, new Value(value, written, at));
    }
    return new SummaryPart(file, path, line, values);
  }

  private static int line(JsonParser json) {
    return json.currentTokenLocation().getLineNr();
  }

  /// The parts in here by name, in the order of the file.
  Map<String, SummaryPart> parts() {
    Map<String, SummaryPart> parts = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (value.value() instanceof SummaryPart part) {
        parts.put(name, part);
      }
    });
    return Collections.unmodifiableMap(parts);
  }

  /// The numbers in here by name, in the order of the file.
  Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (value.value() instanceof Double number) {
        numbers.put(name, number);
      }
    });
    return Collections.unmodifiableMap(numbers);
  }

  /// An absent part reads as an empty one.
  SummaryPart part(String name) {
    Object value = find(name);
    return switch (value) {
      case null -> new SummaryPart(file, key(name), line, Map.of());
      case SummaryPart part -> part;
      default -> throw problem(name, "must be an object");
    };
  }

  double number(String name) {
    Object value = find(name);
    return switch (value) {
      case null -> Double.NaN;
      case Double number -> number;
      default -> throw problem(name, "must be a number or null");
    };
  }

  double requiredNumber(String name) {
    double number = number(name);
    if (Double.isNaN(number)) {
      throw problem(name, "must be a number");
    }
    return number;
  }

  /// A number digit by digit, where it is a name and not a quantity.
  String written(String name) {
    Value value = values.get(name);
    return value == null ? Words.NONE : value.written();
  }

  String text(String name) {
    if (find(name) instanceof String text) {
      return text;
    }
    throw problem(name, "must be a text");
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(find(name));
  }

  private @Nullable Object find(String name) {
    Value value = values.get(name);
    return value == null ? null : value.value();
  }

  private String key(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private RuntimeException problem(String name, String reason) {
    Value value = values.get(name);
    return BadFile.at(file, value == null ? line : value.line(), key(name), reason);
  }
}
