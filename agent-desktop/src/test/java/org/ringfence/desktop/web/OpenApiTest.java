package org.ringfence.desktop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfence.desktop.accounts.Role;
import tools.jackson.databind.JsonNode;

/// The API's description against the table of routes, in both directions. That answers are as it
/// says is [org.ringfence.desktop.ApiAnswersTest]'s.
class OpenApiTest {

  private static final JsonNode DOCUMENT = OpenApi.document();
  private static final Map<Route, ApiEntry> ENTRIES = ApiEntries.all();

  static Stream<Route> apiRoutes() {
    return Stream.of(Route.values()).filter(OpenApi::describes);
  }

  @ParameterizedTest
  @MethodSource("apiRoutes")
  void a_route_is_described_with_its_method_its_access_and_its_parameters(Route route) {
    JsonNode operation =
        DOCUMENT
            .path("paths")
            .path(route.path())
            .path(route.method().name().toLowerCase(Locale.ROOT));
    assertThat(operation.isObject()).as(route.path()).isTrue();
    assertThat(operation.path("summary").asString())
        .as("ApiEntries says nothing about " + route)
        .isNotEmpty();

    List<String> roles = new ArrayList<>();
    operation.path("x-roles").forEach(role -> roles.add(role.asString()));
    if (route.access() == Access.OPEN) {
      assertThat(roles).isEmpty();
      assertThat(operation.path("security").isEmpty()).isTrue();
    } else {
      assertThat(roles)
          .containsExactlyElementsOf(
              Stream.of(Role.values()).filter(route.access()::isFor).map(Role::word).toList());
    }
    TreeSet<String> inPath = new TreeSet<>();
    operation
        .path("parameters")
        .forEach(parameter -> {
          if (parameter.path("in").asString().equals("path")) {
            inPath.add("{" + parameter.path("name").asString() + "}");
          }
        });
    assertThat(inPath).allMatch(route.path()::contains);
    assertThat(route.path().chars().filter(c -> c == '{').count()).isEqualTo(inPath.size());
  }

  @Test
  void nothing_is_described_that_there_is_not() {
    TreeSet<String> described = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> described.add(method + " " + path.getKey())));
    TreeSet<String> there = new TreeSet<>();
    apiRoutes()
        .forEach(route ->
            there.add(route.method().name().toLowerCase(Locale.ROOT) + " " + route.path()));
    assertThat(described).isEqualTo(there);
    assertThat(ENTRIES.keySet()).allMatch(OpenApi::describes);
  }

  @Test
  void every_reference_leads_to_a_schema() {
    List<String> references = new ArrayList<>();
    collect(DOCUMENT, references);
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(reference ->
            assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.isObject() && node.has("$ref")) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }
}
