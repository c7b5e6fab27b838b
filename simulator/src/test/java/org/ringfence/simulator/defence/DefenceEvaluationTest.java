package org.ringfence.simulator.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.center.TestCenter;
import org.ringfence.simulator.defence.DefenceEvaluation.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examination on small mornings.
final class DefenceEvaluationTest {

  private static final Path PARAMETERS = TestCenter.CONFIG.resolve("traffic");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> FAMILIES =
      List.of("machine.single-number", "machine.sequential", "machine.random");

  private static final Set<Part> ALL = EnumSet.allOf(Part.class);

  private static Map<String, @Nullable Object> document = Map.of();

  // Not in the class's own initialization, for which the evaluation's threads would wait.
  @BeforeAll
  static void evaluateOnce() {
    document = evaluate();
  }

  private static Map<String, @Nullable Object> evaluate() {
    return evaluation(ALL, FAMILIES, List.of("machine.random"), new Looking(Integer.MAX_VALUE))
        .run("none");
  }

  /// Goes on until so much was reached.
  private static final class Looking implements DefenceEvaluation.Watch {
    private final int limit;
    private int reached;

    Looking(int limit) {
      this.limit = limit;
    }

    @Override
    public void progress(String sentence) {}

    @Override
    public void reached(Map<String, @Nullable Object> soFar) {
      assertThat(soFar).containsKey("targets");
      reached++;
    }

    @Override
    public boolean goesOn() {
      return reached < limit;
    }
  }

  private static DefenceEvaluation evaluation(
      Set<Part> parts, List<String> families, List<String> heldOut, DefenceEvaluation.Watch watch) {
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
        new DefenceEvaluation.Order(1, parts, families, heldOut, 1, 2, 20),
        watch);
  }

  @Test
  void onlyThePartsThatWereAskedForArePlayed() {
    JsonNode figures =
        JSON.readTree(
            JSON.writeValueAsString(
                evaluation(
                        EnumSet.of(Part.RED), FAMILIES, List.of(), new Looking(Integer.MAX_VALUE))
                    .run("none")));

    assertThat(figures.get("people").propertyNames()).containsExactly("red");
    assertThat(figures.has("families")).isFalse();
    assertThat(figures.get("partial").asBoolean()).isFalse();
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
    assertThat(tables.lines().filter(line -> line.startsWith("held out"))).hasSize(1);
    assertThat(tables.indexOf("held out"))
        .as("the family that was held out comes last")
        .isLessThan(tables.lastIndexOf("\nmachine.random"));
    assertThat(tables).containsPattern("targets: \\d+ met, \\d+ missed, \\d+ undecided");
  }

  @Test
  void sharesOfWhatBecameOfMachinesAndPortsAreTold() {
    JsonNode ours =
        JSON.readTree(JSON.writeValueAsString(document))
            .get("families")
            .get("machine.sequential")
            .get("ringfence");

    for (String share :
        List.of(
            "rejected_share",
            "let_go_share",
            "challenge_failed_share",
            "diverted_share",
            "challenged_share")) {
      assertThat(ours.get(share).asDouble()).as(share).isBetween(0.0, 1.0);
    }
    assertThat(ours.get("ports_used_max").asInt()).isBetween(1, 1_400);
    // Half a call a second beside 100 people an hour.
    assertThat(ours.get("times_usual").asDouble()).isBetween(17.0, 21.0);
  }

  @Test
  void whatIsStoppedKeepsWhatItHasAndSaysSo() {
    Looking once = new Looking(1);

    Map<String, @Nullable Object> partial = evaluation(ALL, FAMILIES, List.of(), once).run("none");

    assertThat(partial).containsEntry("partial", true);
    JsonNode figures = JSON.readTree(JSON.writeValueAsString(partial));
    assertThat(figures.get("families").propertyNames()).containsExactly(FAMILIES.getFirst());
    assertThat(figures.get("people").isEmpty()).isTrue();
    assertThat(DefenceTables.of(partial)).contains("PARTIAL");
    assertThat(document).containsEntry("partial", false);
  }

  @Test
  void aFamilyThatIsNoneIsRefusedBeforeAnythingIsPlayed() {
    assertThatThrownBy(() ->
            evaluation(ALL, FAMILIES, List.of("machine.unheard-of"), new Looking(9)).run("none"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("machine.unheard-of");
  }
}
