package org.ringfence.simulator.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.Keying;

/// Chance that belongs to a person or an agent, not to the run.
final class KeyedDrawsTest {

  private static final String MACHINE = "+1218555";

  private static List<CallerPlan> morning() {
    CallerPlan.ChallengeResult[] acts = CallerPlan.ChallengeResult.values();
    List<CallerPlan> plans = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      plans.add(
          TestCenter.caller("p" + i, i * 3)
              .number("+1612555" + (1000 + i))
              .keys(new CallerPlan.Keys(new Keying(6, '1'), new Keying(7, '1'), 0.15))
              .sound(i % 3 == 0 ? Audio.recording("radio") : Audio.LIVE, 1)
              .challenge(acts[i % acts.length], 9)
              .plan());
      plans.add(TestCenter.caller("m" + i, i * 2.5).number(MACHINE + (1000 + i)).machine().plan());
    }
    return plans;
  }

  /// What one defence learned of each person: sound, result of the challenge, time to each key.
  private static Map<String, List<Object>> learned(ChosenVerdicts detector) {
    TestCenter.run(detector, 1_000, morning(), TestCenter.agents(3));
    Map<String, List<Object>> learned = new TreeMap<>();
    Map<CallId, AttemptArrived> arrivals = new HashMap<>();
    detector.told(AttemptArrived.class).forEach(call -> arrivals.put(call.call(), call));
    for (ChallengeEnded ended : detector.told(ChallengeEnded.class)) {
      AttemptArrived arrival = Objects.requireNonNull(arrivals.get(ended.call()));
      List<Object> facts = factsOf(learned, detector.callerOf(ended.call()));
      facts.add(ended.result());
      facts.add(String.valueOf(ended.sound()));
      facts.add(Duration.between(arrival.at(), ended.at()));
    }
    for (QuestionAnswered answered : detector.told(QuestionAnswered.class)) {
      factsOf(learned, detector.callerOf(answered.call())).add(answered.offset());
    }
    learned.keySet().removeIf(number -> number.startsWith(MACHINE));
    return learned;
  }

  private static List<Object> factsOf(Map<String, List<Object>> learned, String number) {
    return learned.computeIfAbsent(number, any -> new ArrayList<>());
  }

  @Test
  void aPersonSoundsAndActsTheSameWhateverElseADefenceDoes() {
    ChosenVerdicts lenient = new ChosenVerdicts().at(Stage.ARRIVAL, Verdict.CHALLENGE);
    ChosenVerdicts strict =
        new ChosenVerdicts()
            .at(Stage.ARRIVAL, Verdict.CHALLENGE)
            .at(Stage.CHALLENGE, Verdict.DIVERT)
            .refusing(number -> number.raw().startsWith(MACHINE));

    Map<String, List<Object>> underOne = learned(lenient);

    assertThat(underOne).hasSize(120).isEqualTo(learned(strict));
  }

  private static List<LabelCall> labels(double chance, ChosenVerdicts detector) {
    List<CallerPlan> plans = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      plans.add(TestCenter.caller("p" + i, i * 2).number("+1612555" + (1000 + i)).plan());
      plans.add(
          TestCenter.caller("m" + i, i * 2).number(MACHINE + (1000 + i)).talk(5).machine().plan());
    }
    List<AgentPlan> crew =
        IntStream.range(0, 40)
            .mapToObj(
                i -> new AgentPlan(new AgentId("a" + i), Set.of(), 0, 86_400, 2, 10, 0, 1, chance))
            .toList();
    TestCenter.run(detector, 1_000, plans, crew);
    return detector.told(LabelCall.class);
  }

  @Test
  void agentsLabelMachinesOnlyAndAsOftenAsTheirPlanSays() {
    assertThat(labels(0, new ChosenVerdicts())).isEmpty();
    assertThat(labels(1, new ChosenVerdicts())).hasSize(200);
    ChosenVerdicts detector = new ChosenVerdicts();
    List<LabelCall> some = labels(0.6, detector);

    assertThat(some).hasSizeBetween(90, 150);
    assertThat(some)
        .allSatisfy(label -> {
          assertThat(label.label()).isEqualTo(CallLabel.MACHINE);
          assertThat(label.author()).startsWith("a");
          assertThat(label.caller()).isEqualTo(PhoneNumber.of(detector.callerOf(label.call())));
          assertThat(detector.callerOf(label.call())).startsWith(MACHINE);
        });
    assertThat(some).isEqualTo(labels(0.6, new ChosenVerdicts()));
  }
}
