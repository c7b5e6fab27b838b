package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the API answers and takes, against its own description.
@Timeout(60)
class ApiAnswersTest {

  @TempDir Path folder;

  private final JsonMapper json = JsonMapper.builder().build();
  private RunningDesktop web;
  private JsonNode document;

  @BeforeEach
  void start() throws Exception {
    FedHistory fed = new FedHistory(folder);
    web = new RunningDesktop(fed.history);
    web.start();
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    web.bus.publish(Examples.verdict("c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    web.bus.publish(Examples.report(Examples.NOON, 3, Examples.minutes(2, 3, 4)));
    document = body(web.get("/api/v1/openapi.json"));
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  private JsonNode body(String answer) {
    return json.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  private static String filled(String path) {
    return path.replace("{id}", "ana")
        .replace("{line}", Examples.LINE.value())
        .replace("{call}", "c-1")
        .replace("{report}", "agents")
        .replaceAll("\\{[a-z]+}", "none");
  }

  @Test
  void answers_are_as_described_to_the_last_field() throws Exception {
    List<String> held = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      JsonNode schema =
          path.getValue().path("get").at("/responses/200/content/application~1json/schema");
      if (!schema.has("$ref")) {
        continue;
      }
      String answer = web.get(filled(path.getKey()));
      if (answer.startsWith("HTTP/1.1 200")) {
        matches(schema, body(answer), path.getKey());
        held.add(path.getKey());
      }
    }
    assertThat(held)
        .contains(
            "/api/v1/board",
            "/api/v1/agents/{id}",
            "/api/v1/intervals",
            "/api/v1/staffing",
            "/api/v1/session",
            "/api/v1/history/calls",
            "/api/v1/history/calls/{call}",
            "/api/v1/reports/{report}",
            "/api/v1/saved-reports");
  }

  private void matches(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      matches(document.at(schema.path("$ref").asString().substring(1)), value, at);
    } else if (schema.has("anyOf")) {
      if (!value.isNull()) {
        matches(schema.path("anyOf").get(0), value, at);
      }
    } else if (schema.has("properties")) {
      TreeSet<String> described = new TreeSet<>(schema.path("properties").propertyNames());
      assertThat(new TreeSet<>(value.propertyNames())).as(at).isEqualTo(described);
      schema
          .path("properties")
          .properties()
          .forEach(field ->
              matches(field.getValue(), value.path(field.getKey()), at + "." + field.getKey()));
    } else if (schema.has("items")) {
      assertThat(value.isArray()).as(at).isTrue();
      value.forEach(item -> matches(schema.path("items"), item, at + "[]"));
    } else {
      plain(schema, value, at);
    }
  }

  private static void plain(JsonNode schema, JsonNode value, String at) {
    boolean fits =
        switch (schema.path("type").asString("")) {
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "object" -> value.isObject();
          default -> true;
        };
    assertThat(fits).as(at + " is " + value + ", not " + schema).isTrue();
  }

  @Test
  void bodies_have_the_fields_that_are_described_and_no_others() throws Exception {
    List<String> held = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      JsonNode post = path.getValue().path("post");
      if (post.isMissingNode()) {
        continue;
      }
      // What an agent's own call was, no administrator can say.
      web.as(path.getKey().endsWith("/label") ? Role.SERVICE : Role.ADMINISTRATOR);
      String answer = web.post(filled(path.getKey()), "{\"no-such-field\":1}");
      String mark = "is not a field of this request; there are ";
      if (answer.startsWith("HTTP/1.1 400") && answer.contains(mark)) {
        int from = answer.indexOf(mark) + mark.length();
        String fields = answer.substring(from, answer.indexOf('"', from));
        TreeSet<String> described =
            new TreeSet<>(
                post.at("/requestBody/content/application~1json/schema/properties")
                    .propertyNames());
        assertThat(fields).as(path.getKey()).isEqualTo(String.join(", ", described));
        held.add(path.getKey());
      }
    }
    assertThat(held)
        .contains(
            "/api/v1/session",
            "/api/v1/session/end",
            "/api/v1/agents/{id}/state",
            "/api/v1/agents/{id}/label",
            "/api/v1/history/forget",
            "/api/v1/history/caller",
            "/api/v1/lines/{line}/list",
            "/api/v1/lines/{line}/defence",
            "/api/v1/lines/{line}/announcement",
            "/api/v1/saved-reports",
            "/api/v1/verdicts/{call}/list",
            "/api/v1/verdicts/{call}/undo");
  }
}
