package org.ringfence.simulator.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AgentId;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Label;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a run, held against attempts that were counted by hand.
final class SummaryTest {

  private static CallerPlan plan(String id, Label label, String family) {
    return new CallerPlan(
        id,
        0,
        CallerPlan.Signalling.plain(PhoneNumber.of("+1612555" + Math.abs(id.hashCode() % 10_000))),
        new CallerPlan.Keys(null, null, 0),
        new CallerPlan.Sound(false, CallerPlan.Audio.LIVE, 2, 0.4),
        new CallerPlan.ChallengeAct(CallerPlan.ChallengeResult.PASS, 9),
        60,
        1800,
        null,
        new CallerPlan.Callback(false, PhoneNumber.NONE, true),
        300,
        CallerPlan.Redial.NEVER,
        label,
        family);
  }

  private static AttemptResult attempt(
      CallerPlan plan, int number, double at, Outcome outcome, double wait, @Nullable Mode mode) {
    boolean served = outcome.isServed();
    boolean joined = !Double.isNaN(wait);
    return new AttemptResult(
        plan,
        number,
        at,
        outcome,
        mode,
        0,
        List.of(),
        false,
        outcome == Outcome.DIVERTED_SERVED || outcome == Outcome.DIVERTED_ABANDONED,
        joined ? at + 10 : Double.NaN,
        wait,
        null,
        served ? new AttemptResult.Prediction(50, 110, 150) : null,
        0,
        served ? new AgentId("a") : null,
        served ? 60 : 0,
        outcome == Outcome.BUSY ? 0 : 0.1 + (joined ? 10 + wait + (served ? 60 : 0) : 0));
  }

  private static RunResults run() {
    CallerPlan ann = plan("ann", Label.HUMAN, "human");
    CallerPlan bob = plan("bob", Label.HUMAN, "human");
    CallerPlan cat = plan("cat", Label.HUMAN, "human.relay");
    CallerPlan robot = plan("robot", Label.MACHINE, "machine.x");
    return new RunResults(
        new RunResults.Facts(7, "on", 100, "ab", 1000, false),
        List.of(ann, bob, cat, robot),
        List.of(),
        List.of(
            attempt(ann, 1, 0, Outcome.BUSY, Double.NaN, null),
            attempt(ann, 2, 30, Outcome.SERVED, 100, Mode.GREEN),
            attempt(bob, 1, 100, Outcome.REJECTED, Double.NaN, Mode.RED),
            attempt(bob, 2, 130, Outcome.SERVED, 200, Mode.RED),
            attempt(cat, 1, 200, Outcome.DIVERTED_ABANDONED, 50, Mode.AMBER),
            attempt(robot, 1, 50, Outcome.SERVED, 10, Mode.GREEN),
            attempt(robot, 2, 300, Outcome.REJECTED, Double.NaN, Mode.RED)),
        List.of(
            new RunResults.ModeStep(90, Mode.RED),
            new RunResults.ModeStep(190, Mode.AMBER),
            new RunResults.ModeStep(250, Mode.RED)));
  }

  private static JsonNode json(RunResults run) {
    JsonMapper mapper = JsonMapper.builder().build();
    return mapper.readTree(mapper.writeValueAsString(Summary.of(run)));
  }

  @Test
  void peopleAreCountedByPlanAndHarmIsNotHealedByARedial() {
    JsonNode people = json(run()).get("people");

    assertThat(people.get("plans").asInt()).isEqualTo(3);
    assertThat(people.get("served").asInt()).isEqualTo(2);
    assertThat(people.get("harmed_plans").asInt())
        .as("bob refused once, cat diverted in vain")
        .isEqualTo(2);
    assertThat(people.get("rejected_plans").asInt()).isEqualTo(1);
    assertThat(people.get("busy_plans").asInt()).isEqualTo(1);
    assertThat(people.get("abandoned_plans").asInt()).isEqualTo(1);
    assertThat(people.get("wait_mean_s").asDouble()).isEqualTo(150);
    assertThat(people.get("callback_wait_mean_s").isNull()).isTrue();
  }

  @Test
  void timeToAnAgentCountsFromTheFirstAttemptAndTheUnservedToTheEnd() {
    double seconds = json(run()).get("people").get("time_to_agent_rmst_s").asDouble();

    // ann 0 → 140, bob 100 → 340, cat 200 → the end at 1000
    assertThat(seconds).isCloseTo((140 + 240 + 800) / 3.0, within(1e-5));
  }

  @Test
  void aFamilysOutcomesAddUpAndItsFirstActionIsTimed() {
    JsonNode family = json(run()).get("families").get("machine.x");

    int sum = 0;
    for (JsonNode count : family.get("outcomes")) {
      sum += count.asInt();
    }
    assertThat(sum).isEqualTo(family.get("attempts").asInt()).isEqualTo(2);
    assertThat(family.get("reached_agent_share").asDouble()).isEqualTo(0.5);
    assertThat(family.get("agent_s").asDouble()).isEqualTo(60);
    assertThat(family.get("first_action_s").asDouble()).isEqualTo(250);
    assertThat(json(run()).get("families").get("human").get("first_action_s").asDouble())
        .isEqualTo(100);
  }

  @Test
  void modesAreTimedAndAttemptsCountedByTheModeThatScreenedThem() {
    JsonNode modes = json(run()).get("by_mode");

    assertThat(modes.get("green").get("seconds").asDouble()).isEqualTo(90);
    assertThat(modes.get("amber").get("seconds").asDouble()).isEqualTo(60);
    assertThat(modes.get("red").get("seconds").asDouble()).isEqualTo(850);
    assertThat(modes.get("red").get("rejected").asInt()).isEqualTo(2);
    assertThat(modes.get("green").get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void predictionsAreHeldAgainstWaitsOfThoseServed() {
    JsonNode prediction = json(run()).get("prediction");

    // told 110 each; waited 100, 200, 10
    assertThat(prediction.get("n").asInt()).isEqualTo(3);
    assertThat(prediction.get("bias_s").asDouble()).isCloseTo(20 / 3.0, within(1e-5));
    assertThat(prediction.get("coverage80").asDouble()).isCloseTo(1 / 3.0, within(1e-5));
    double mean = 310 / 3.0;
    double rmse = Math.sqrt((10 * 10 + 90 * 90 + 100 * 100) / 3.0);
    assertThat(prediction.get("rrase").asDouble()).isCloseTo(rmse / mean, within(1e-5));
  }

  @Test
  void clopperPearsonIsExact() {
    // The rule of three's exact form, and a case from Clopper and Pearson's tables.
    assertThat(ClopperPearson.upper95(0, 36_887))
        .isCloseTo(1 - Math.pow(0.025, 1.0 / 36_887), within(1e-9));
    assertThat(ClopperPearson.upper95(0, 36_887)).isLessThan(1.0001e-4);
    assertThat(ClopperPearson.lower95(5, 10)).isCloseTo(0.187086, within(1e-5));
    assertThat(ClopperPearson.upper95(5, 10)).isCloseTo(0.812914, within(1e-5));
    assertThat(ClopperPearson.upper95(0, 0)).isEqualTo(1);
  }

  @Test
  void theTimelineSaysWhatWasGoingOnInEachMinute() {
    List<String> lines = Timeline.of(run());

    assertThat(lines.getFirst()).isEqualTo(Timeline.HEADER);
    assertThat(lines).hasSize(1 + 17);
    List<String> second = List.of(lines.get(2).split(","));
    // bob's first attempt; RED from 90 s on
    assertThat(second).startsWith("60", "1").endsWith("RED");
    List<String> third = List.of(lines.get(3).split(","));
    assertThat(third.get(0)).isEqualTo("120");
    assertThat(third.get(14)).as("waiting at 180 s: bob").isEqualTo("1");
  }

  @Test
  void filesAreWrittenAndAFolderWithOthersIsLeftAlone(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("new/out");
    ResultsFolder.open(out).write(run());
    ResultsFolder.open(out).write(run());

    assertThat(Files.readAllLines(out.resolve("results.csv")))
        .hasSize(8)
        .contains("bob,1,100,rejected,red,0,,0,0,,,,,,0,human,human");
    List<String> names = new ArrayList<>();
    try (var files = Files.list(out)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertThat(names).containsExactlyInAnyOrder("results.csv", "summary.json", "timeline.csv");

    Files.writeString(out.resolve("diary.txt"), "mine");
    assertThatThrownBy(() -> ResultsFolder.open(out))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessageContaining("diary.txt");
  }
}
