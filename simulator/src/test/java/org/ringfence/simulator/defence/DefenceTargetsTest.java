package org.ringfence.simulator.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.results.ClopperPearson;

/// What meets a target, held against figures written by hand.
final class DefenceTargetsTest {

  private static Map<String, @Nullable Object> machines(
      double recall, double timesUsual, @Nullable Double actionSeconds) {
    Map<String, @Nullable Object> figures = new HashMap<>();
    figures.put("recall", recall);
    figures.put("times_usual", timesUsual);
    figures.put("first_action_open_s", actionSeconds);
    return figures;
  }

  private static Map<String, @Nullable Object> ofFamily(Map<String, @Nullable Object> figures) {
    Map<String, Object> document = Map.of("families", Map.of("f", Map.of("ringfence", figures)));
    return map(map(DefenceTargets.of(document, List.of("f")), "families"), "f");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> of, String name) {
    assertThat(of.get(name)).isInstanceOf(Map.class);
    return (Map<String, @Nullable Object>) of.getOrDefault(name, Map.of());
  }

  @Test
  void aFamilyIsStoppedWhenOneAttemptInAHundredReachesAnAgentAtMost() {
    assertThat(ofFamily(machines(0.99, 5, 1.0))).containsEntry("stopped", "met");
    assertThat(ofFamily(machines(0.9899, 5, 1.0))).containsEntry("stopped", "missed");
    assertThat(ofFamily(machines(Double.NaN, 5, 1.0))).containsEntry("stopped", "missed");
  }

  @Test
  void theGreaterTheFloodTheSoonerSomethingMustBeDone() {
    assertThat(ofFamily(machines(1, 31, 10.0)))
        .containsEntry("first_action_limit_s", 10.0)
        .containsEntry("first_action", "met");
    assertThat(ofFamily(machines(1, 30.6, 10.1)))
        .as("a flood that the draws made a little smaller is still one")
        .containsEntry("first_action", "missed");
    assertThat(ofFamily(machines(1, 12, 89.0)))
        .containsEntry("first_action_limit_s", 90.0)
        .containsEntry("first_action", "met");
    assertThat(ofFamily(machines(1, 2, 91.0))).containsEntry("first_action", "missed");
    assertThat(ofFamily(machines(1, 2, null)))
        .as("never is too late")
        .containsEntry("first_action", "missed");
    assertThat(ofFamily(machines(1, 1.5, null)))
        .as("nothing is promised of a trickle")
        .containsEntry("first_action", null)
        .containsEntry("held_out", true);
  }

  private static Map<String, @Nullable Object> people(
      String mode, long plans, long harmed, double challenged) {
    Map<String, Object> count =
        Map.of(
            "plans", plans,
            "harmed", harmed,
            "harmed_upper95", ClopperPearson.upper95(harmed, plans),
            "challenged_share", challenged);
    Map<String, Object> scenario =
        Map.of(
            "mornings",
            300,
            "mornings_with_harm",
            harmed,
            "groups",
            Map.of("human.tty", Map.of(mode, count)));
    Map<String, @Nullable Object> targets =
        DefenceTargets.of(Map.of("people", Map.of("red", scenario)), List.of());
    return map(map(targets, "people"), "red");
  }

  private static Map<String, @Nullable Object> group(
      String mode, long plans, long harmed, double challenged) {
    return map(map(map(people(mode, plans, harmed, challenged), "groups"), "human.tty"), mode);
  }

  @Test
  void harmIsHeldAgainstTheUpperEndOfItsInterval() {
    assertThat(group("green", 50_000, 0, 0.005))
        .containsEntry("harmed", "met")
        .containsEntry("challenged", "met");
    assertThat(group("green", 50_000, 1, 0.0051))
        .containsEntry("harmed", "missed")
        .containsEntry("challenged", "missed");
    assertThat(group("red", 50_000, 30, 0.1))
        .containsEntry("harmed", "met")
        .containsEntry("challenged", "met");
    assertThat(group("red", 50_000, 50, 0.11))
        .containsEntry("harmed", "missed")
        .containsEntry("challenged", "missed");
  }

  @Test
  void tooFewPlansWithoutHarmDecideNothingAndHarmAmongThemDoes() {
    assertThat(group("red", 1_000, 0, 0)).containsEntry("harmed", "undecided");
    assertThat(group("red", 1_000, 1, 0)).containsEntry("harmed", "missed");
  }

  @Test
  void nothingIsPromisedOfAmber() {
    assertThat(map(map(people("amber", 10, 0, 1), "groups"), "human.tty")).isEmpty();
  }

  @Test
  void oneMorningInAHundredMayHaveHarm() {
    assertThat(people("red", 50_000, 3, 0)).containsEntry("mornings_with_harm", "met");
    assertThat(people("red", 50_000, 4, 0)).containsEntry("mornings_with_harm", "missed");
  }

  @Test
  void theClosingLinesCountAllAndNameWhatIsMissed() {
    Map<String, Object> document =
        Map.of("families", Map.of("machine.x", Map.of("ringfence", machines(0.5, 40, 3.0))));

    assertThat(DefenceTargets.closing(DefenceTargets.of(document, List.of())))
        .startsWith("targets: 1 met, 1 missed, 0 undecided")
        .contains("missed: families machine.x stopped");
  }
}
