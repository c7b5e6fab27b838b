package org.ringfence.simulator.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.center.TestCenter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examination on small mornings.
final class DefenceEvaluationTest {

  private static final Path PARAMETERS = TestCenter.CONFIG.resolve("traffic");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> FAMILIES =
      List.of("machine.single-number", "machine.sequential", "machine.random");

  private static Map<String, @Nullable Object> document = Map.of();

  // Not in the class's own initialization, for which the evaluation's threads would wait.
  @BeforeAll
  static void evaluateOnce() {
    document = evaluate();
  }

  private static Map<String, @Nullable Object> evaluate() {
    return new DefenceEvaluation(
            TestCenter.settings("on", 1400),
            TestCenter.settings("off", 1400),
            new MorningMaker(
                PARAMETERS,
                // Each family as short as the test can bear.
                Map.of(
                    "people.calls-per-hour", "100",
                    "people.to", "30m",
                    "people.pulse.factor", "1",
                    "machines.families.\"machine.single-number\".attempts.to", "12m",
                    "machines.families.\"machine.sequential\".attempts.per-second", "fixed 0.5",
                    "machines.families.\"machine.random\".attempts.per-second", "fixed 0.5")),
            new DefenceEvaluation.Order(1, FAMILIES, 1, 2, 20),
            progress -> {})
        .run("none");
  }

  @Test
  void everyFamilyMeetsEveryRivalAndEveryGroupIsCounted() {
    JsonNode figures = JSON.readTree(JSON.writeValueAsString(document));

    List<String> families = new ArrayList<>(figures.get("families").propertyNames());
    assertThat(families).containsExactlyElementsOf(FAMILIES);
    for (String family : families) {
      JsonNode rivals = figures.get("families").get(family);
      assertThat(rivals.propertyNames())
          .containsExactly("nothing", "ringfence", "threshold", "pike", "blocklist");
      int attempts = rivals.get("nothing").get("attempts").asInt();
      for (JsonNode rival : rivals) {
        assertThat(rival.get("attempts").asInt()).as(family).isEqualTo(attempts);
      }
      assertThat(rivals.get("nothing").get("people_harmed").asInt()).isZero();
      assertThat(rivals.get("nothing").get("first_action_s").isNull()).isTrue();
    }
    for (String scenario : List.of("green", "red", "surge")) {
      JsonNode people = figures.get("people").get(scenario);
      assertThat(people.get("mornings").asInt()).isEqualTo(2);
      assertThat(people.get("groups").propertyNames()).contains("human.relay", "human.tty");
      int plans = 0;
      for (JsonNode group : people.get("groups")) {
        for (JsonNode mode : group) {
          plans += mode.get("plans").asInt();
          assertThat(mode.get("harmed_lower95").asDouble())
              .isLessThanOrEqualTo(mode.get("harmed_upper95").asDouble());
        }
      }
      assertThat(plans).isEqualTo(people.get("everybody").get("plans").asInt()).isPositive();
    }
  }

  @Test
  void aThresholdStopsOneNumberAndOursDoesToo() {
    JsonNode rivals =
        JSON.readTree(JSON.writeValueAsString(document))
            .get("families")
            .get("machine.single-number");

    assertThat(rivals.get("threshold").get("recall").asDouble()).isGreaterThan(0.9);
    assertThat(rivals.get("ringfence").get("recall").asDouble())
        .isGreaterThan(rivals.get("nothing").get("recall").asDouble());
  }

  @Test
  void theTablesNameEveryFamilyAndGroup() {
    String tables = DefenceTables.of(document);

    assertThat(tables)
        .contains(
            "machine.random", "ringfence", "blocklist", "human.withheld", "surge: 2 mornings");
  }
}
