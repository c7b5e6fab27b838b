package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.simulator.plans.CallerPlan;

final class MachineFamilyTest {

  private static List<String> numbers(List<CallerPlan> plans) {
    return plans.stream().map(plan -> plan.signalling().number().raw()).toList();
  }

  private static Map<String, Long> counts(List<CallerPlan> plans) {
    return numbers(plans).stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void aSingleNumberCallsHalfToFiveTimesASecond() {
    for (long seed = 1; seed <= 20; seed++) {
      List<CallerPlan> plans = Shipped.callers("machine.single-number", seed);

      assertThat(counts(plans)).hasSize(1);
      assertThat(plans.size() / 600.0).isBetween(0.4, 5.4);
    }
  }

  @Test
  void aSmallPoolIsUsedInTurn() {
    Map<String, Long> counts = counts(Shipped.callers("machine.small-pool", 1));

    assertThat(counts.size()).isBetween(20, 200);
    assertThat(counts.values().stream().mapToLong(Long::longValue).max().orElseThrow())
        .isLessThanOrEqualTo(
            counts.values().stream().mapToLong(Long::longValue).min().orElseThrow() + 1);
  }

  @Test
  void sequentialNumbersAreNeighboursInOneToTenBlocks() {
    for (long seed = 1; seed <= 10; seed++) {
      List<String> numbers = numbers(Shipped.callers("machine.sequential", seed));
      List<Long> sorted =
          numbers.stream().map(number -> Long.parseLong(number.substring(1))).sorted().toList();
      long gaps = 0;
      for (int i = 1; i < sorted.size(); i++) {
        gaps += sorted.get(i) - sorted.get(i - 1) == 1 ? 0 : 1;
      }

      assertThat(numbers).doesNotHaveDuplicates().hasSize(1200);
      // A block that passes 9999 goes on at 0000, which is one gap more.
      assertThat(gaps).isLessThan(20);
    }
  }

  @Test
  void ofRandomNumbersMoreThanNineInTenAreSeenOnce() {
    Map<String, Long> counts = counts(Shipped.callers("machine.random", 1));

    assertThat(
            counts.values().stream().filter(count -> count == 1).count() / (double) counts.size())
        .isCloseTo(.93, within(.015));
  }

  @Test
  void neighboursShareOurAreaCodeInTwoOfFiveCallsAndTheClosestAlsoOurExchange() {
    List<String> neighbours = numbers(Shipped.callers("machine.neighbour", 1));

    assertThat(
            neighbours.stream().filter(number -> number.startsWith("+1651")).count()
                / (double) neighbours.size())
        .isCloseTo(.41, within(.04));
    assertThat(numbers(Shipped.callers("machine.neighbour-exchange", 1)))
        .allMatch(number -> number.startsWith("+1651555"));
  }

  @Test
  void theBurstBeginsBeforeTheHourInWavesAThirtyfoldOfTheUsual() {
    List<CallerPlan> burst = Shipped.callers("machine.burst", 1);
    // 25 s from wave to wave; within two sigma of a wave's middle lie 95 % of its calls.
    Map<Integer, Long> perSecond =
        burst.stream()
            .collect(
                Collectors.groupingBy(
                    plan -> (int) Math.floor(plan.arriveSeconds()), Collectors.counting()));

    assertThat(burst.getFirst().arriveSeconds()).isBetween(-600.0, -580.0);
    assertThat(burst.size()).isBetween(15_500, 16_500);
    assertThat(perSecond.values()).anyMatch(count -> count > 50);
    assertThat(perSecond.size()).isLessThan(800);
  }

  @Test
  void theMachinesOfTheIncidentKeyTheLanguageAtOneTimePerLineAndThenNothing() {
    List<CallerPlan> plans = Shipped.callers("machine.mnsure", 1);

    assertThat(plans)
        .allMatch(plan -> plan.keys().menu() == null && plan.keys().jitter() == 0)
        .allMatch(plan -> plan.sound().audio().equals(CallerPlan.Audio.SILENCE))
        .allSatisfy(plan ->
            assertThat(Objects.requireNonNull(plan.keys().language()).afterSeconds())
                .isBetween(3.0, 6.0));
    plans.stream()
        .collect(Collectors.groupingBy(plan -> plan.signalling().number()))
        .values()
        .forEach(line ->
            assertThat(line)
                .extracting(plan -> plan.keys().language())
                .containsOnly(line.getFirst().keys().language()));
    assertThat(counts(plans).values()).anyMatch(count -> count > 100).anyMatch(count -> count == 1);
  }

  @Test
  void spoofedNumbersAreThoseOfPeopleWhoReallyCall() {
    Scenario both =
        Shipped.traffic().make(List.of("human.spoofed-victim", "machine.spoofed-people"), 1);
    List<CallerPlan> people = both.callers().stream().filter(plan -> !plan.isMachine()).toList();
    List<CallerPlan> machines = both.callers().stream().filter(CallerPlan::isMachine).toList();

    assertThat(counts(machines).keySet()).hasSizeLessThanOrEqualTo(200);
    assertThat(counts(machines).keySet().containsAll(counts(people).keySet())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "many",
        "pool 20",
        "pool 200 20",
        "single 3",
        "random repeat 2",
        "neighbour x"
      })
  void numbersThatAreNoneAreRefusedWithAReason(String text) {
    assertThatThrownBy(() -> CallerIds.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{10,}");
  }
}
