package org.ringfence.desktop.web;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.web.ApiEntry.Field;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's description after OpenAPI 3.1.0 (with JSON Schema 2020-12), made of the table of
/// routes, of [ApiEntries], and of the records that are answered.
final class OpenApi {

  private static final String API = "/api/v1/";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  private final Map<String, ObjectNode> schemas = new TreeMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();

  private OpenApi() {}

  /// Whether a route is part of the API, and not a page, a file or for machines of the operator.
  static boolean describes(Route route) {
    return route.path().startsWith(API);
  }

  static ObjectNode document() {
    return new OpenApi().whole();
  }

  private ObjectNode whole() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Ringfence")
        .put("version", "1")
        .put(
            "description",
            "What the pages use. Programs show a token (`bin/ringfence token add`); browsers a cookie,"
                + " and the header "
                + Gate.GUARD_HEADER
                + " where something is changed. Unknown fields are refused.");
    root.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = root.putObject("paths");
    Map<Route, ApiEntry> entries = ApiEntries.all();
    for (Route route : Route.values()) {
      if (describes(route)) {
        ObjectNode path =
            paths.has(route.path())
                ? (ObjectNode) paths.get(route.path())
                : paths.putObject(route.path());
        ApiEntry entry = entries.getOrDefault(route, ApiEntry.of(""));
        path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route, entry));
      }
    }
    problem();
    ObjectNode components = root.putObject("components");
    ObjectNode all = components.putObject("schemas");
    schemas.forEach(all::set);
    ObjectNode security = components.putObject("securitySchemes");
    security.putObject("token").put("type", "http").put("scheme", "bearer");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "ringfence-<port>");
    return root;
  }

  private ObjectNode operation(Route route, ApiEntry entry) {
    ObjectNode operation = MAPPER.createObjectNode();
    operation.put("operationId", route.name().toLowerCase(Locale.ROOT));
    operation.put("summary", entry.summary);
    ArrayNode roles = operation.putArray("x-roles");
    ArrayNode security = operation.putArray("security");
    if (route.access() != Access.OPEN) {
      for (Role role : Role.values()) {
        if (route.access().isFor(role)) {
          roles.add(role.word());
        }
      }
      security.addObject().putArray("token");
      security.addObject().putArray("session");
    }
    ArrayNode parameters = operation.putArray("parameters");
    Matcher inPath = PARAMETER.matcher(route.path());
    while (inPath.find()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", inPath.group(1)).put("in", "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    entry.query.forEach(field -> {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", field.name()).put("in", "query").put("description", field.about());
      parameter.set("schema", holding(field));
    });
    if (route.isChanging()) {
      body(operation, entry);
    }
    answers(operation, entry);
    return operation;
  }

  private static void body(ObjectNode operation, ApiEntry entry) {
    if (entry.body.isEmpty()) {
      return;
    }
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    ObjectNode schema = body.putObject("content").putObject("application/json").putObject("schema");
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode needed = schema.putArray("required");
    for (Field field : entry.body) {
      properties.set(field.name(), holding(field).put("description", field.about()));
      if (field.needed()) {
        needed.add(field.name());
      }
    }
  }

  private void answers(ObjectNode operation, ApiEntry entry) {
    ObjectNode answers = operation.putObject("responses");
    ObjectNode good = answers.putObject(Integer.toString(entry.status));
    good.put(
        "description",
        entry.status == 202 ? "Passed on; the board tells what came of it." : "Done.");
    ObjectNode media = good.putObject("content").putObject(entry.media);
    if (entry.answer != null) {
      media.set("schema", schema(entry.answer, null));
    } else if (entry.media.equals("application/json")) {
      media.putObject("schema").put("type", "object");
    }
    ObjectNode wrong = answers.putObject("default");
    wrong.put("description", "Refused: what is wrong, and with which field.");
    wrong
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private void problem() {
    schema(WebServer.Problem.class, null);
  }

  private static ObjectNode holding(Field field) {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put(
        "type",
        switch (field.holds()) {
          case INTEGER -> "integer";
          case DECIMAL -> "number";
          case FLAG -> "boolean";
          case TEXT, TIME, DAY_OR_TIME, TIME_OF_DAY, NUMBER_E164 -> "string";
        });
    switch (field.holds()) {
      case TIME -> schema.put("format", "date-time");
      case TIME_OF_DAY -> schema.put("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$");
      case NUMBER_E164 -> schema.put("pattern", "^\\+[0-9]{8,15}$");
      case TEXT, INTEGER, DECIMAL, FLAG, DAY_OR_TIME -> {}
    }
    if (!field.words().isEmpty()) {
      ArrayNode words = schema.putArray("enum");
      field.words().forEach(words::add);
    }
    return schema;
  }

  /// @param annotated the same type with its annotations, or null where there are none
  private ObjectNode schema(Type type, @Nullable AnnotatedType annotated) {
    ObjectNode schema = MAPPER.createObjectNode();
    if (type instanceof ParameterizedType generic) {
      AnnotatedType @Nullable [] arguments =
          annotated instanceof AnnotatedParameterizedType parameterized
              ? parameterized.getAnnotatedActualTypeArguments()
              : null;
      Type[] types = generic.getActualTypeArguments();
      int last = types.length - 1;
      ObjectNode inner = schema(types[last], arguments == null ? null : arguments[last]);
      boolean list = !Map.class.equals(generic.getRawType());
      schema.put("type", list ? "array" : "object");
      schema.set(list ? "items" : "additionalProperties", inner);
    } else if (type instanceof Class<?> plain) {
      plain(plain, schema);
    }
    return annotated != null && annotated.isAnnotationPresent(Nullable.class)
        ? orNull(schema)
        : schema;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode either = MAPPER.createObjectNode();
    ArrayNode choices = either.putArray("anyOf");
    choices.add(schema);
    choices.addObject().put("type", "null");
    return either;
  }

  private void plain(Class<?> type, ObjectNode schema) {
    if (type.isRecord()) {
      schema.put("$ref", "#/components/schemas/" + type.getSimpleName());
      Class<?> named = types.putIfAbsent(type.getSimpleName(), type);
      if (named == null) {
        record(type);
      } else if (named != type) {
        throw new IllegalStateException("two records are called " + type.getSimpleName());
      }
    } else if (type.isEnum()) {
      schema.put("type", "string");
      ArrayNode words = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        words.add(((Enum<?>) constant).name());
      }
    } else if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      schema.put("type", "integer");
    } else if (type == double.class || type == Double.class) {
      schema.put("type", "number");
    } else if (type == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (type == LocalDate.class) {
      schema.put("type", "string").put("format", "date");
    } else if (type == LocalTime.class || type == String.class) {
      schema.put("type", "string");
    } else if (type != Object.class) {
      throw new IllegalStateException("no schema for " + type);
    }
  }

  private void record(Class<?> type) {
    ObjectNode schema = MAPPER.createObjectNode();
    // First, because records may hold themselves.
    schemas.put(type.getSimpleName(), schema);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(
          component.getName(), schema(component.getGenericType(), component.getAnnotatedType()));
      names.add(component.getName());
    }
    ArrayNode needed = schema.putArray("required");
    names.forEach(needed::add);
  }
}
