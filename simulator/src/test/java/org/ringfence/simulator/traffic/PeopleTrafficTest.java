package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;
import org.ringfence.simulator.plans.RedialReason;

final class PeopleTrafficTest {

  private static final List<CallerPlan> DAY = callers(Map.of("people.calls-per-hour", "4000"), 1);

  private static List<CallerPlan> callers(Map<String, String> overrides, long seed) {
    return Shipped.with(overrides).make(List.of("people"), seed).callers();
  }

  private static double share(List<CallerPlan> plans, Predicate<CallerPlan> which) {
    return plans.stream().filter(which).count() / (double) plans.size();
  }

  private static String number(CallerPlan plan) {
    return plan.signalling().number().raw();
  }

  private static double median(
      List<CallerPlan> plans, java.util.function.ToDoubleFunction<CallerPlan> of) {
    return plans.stream().mapToDouble(of).sorted().skip(plans.size() / 2).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"612, .20", "651, .17", "952, .13", "763, .13", "507, .085", "218, .08", "320, .075"})
  void areaCodesHaveTheirShares(String area, double share) {
    // Calls of shared numbers come from a few places only, so they are left aside.
    List<CallerPlan> single =
        DAY.stream().filter(plan -> !plan.family().contains("shared")).toList();
    assertThat(share(single, plan -> number(plan).startsWith("+1" + area)))
        .isCloseTo(share, within(0.012));
  }

  @Test
  void aboutTwoInFiveCallsArriveSignedAndThreeInFourOfThoseFully() {
    List<CallerPlan> signed =
        DAY.stream()
            .filter(plan -> plan.signalling().attestation() != Attestation.UNSIGNED)
            .toList();

    assertThat(signed.size() / (double) DAY.size()).isCloseTo(.37, within(.02));
    assertThat(share(signed, plan -> plan.signalling().attestation() == Attestation.A))
        .isCloseTo(.75, within(.03));
    assertThat(share(signed, plan -> plan.signalling().attestation() == Attestation.B))
        .isCloseTo(.15, within(.03));
    assertThat(share(signed, plan -> plan.signalling().attestation() == Attestation.C))
        .isCloseTo(.10, within(.03));
  }

  @Test
  void withheldSharedRelayTollFreeAndForeignCallsHaveTheirShares() {
    assertThat(share(DAY, plan -> plan.signalling().privacy() == Privacy.ID))
        .isCloseTo(.028, within(.004));
    assertThat(share(DAY, plan -> plan.family().startsWith("human.shared")))
        .isCloseTo(.04, within(.005));
    assertThat(share(DAY, plan -> plan.family().equals("human.relay")))
        .isCloseTo(.003, within(.0015));
    assertThat(share(DAY, plan -> number(plan).matches("\\+18(00|88|77|66|55|44|33).*")))
        .isCloseTo(.01, within(.003));
    assertThat(share(DAY, plan -> plan.family().equals("human.international")))
        .isCloseTo(.005, within(.002));
  }

  @Test
  void fourInFiveOrdinaryLinesAreMobile() {
    List<CallerPlan> ordinary =
        DAY.stream().filter(plan -> plan.family().matches("human\\.(mobile|landline)")).toList();

    assertThat(share(ordinary, plan -> plan.family().equals("human.mobile")))
        .isCloseTo(.8, within(.02));
  }

  @Test
  void openingBringsFourTimesTheCallsAndTheRushIsOverAfterTheHour() {
    long[] calls =
        IntStream.of(0, 2, 4, 60, 62)
            .mapToLong(minute ->
                DAY.stream()
                    .filter(plan -> plan.arriveSeconds() >= minute * 60)
                    .filter(plan -> plan.arriveSeconds() < minute * 60 + 120)
                    .count())
            .toArray();
    double usual = (calls[3] + calls[4]) / 2.0 / 1.1;

    // The surplus of three decays with a time constant of 10 min: 3.7 in the first two minutes.
    assertThat(calls[0] / usual).isCloseTo(3.7, within(.7));
    assertThat(calls[0]).isGreaterThan(calls[2]);
  }

  @Test
  void daysDifferByTheGammaFactor() {
    double[] factors =
        IntStream.range(0, 4000)
            .mapToDouble(day -> PeopleTraffic.dayFactor((day + .5) / 4000, .15))
            .toArray();
    double mean = java.util.Arrays.stream(factors).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(factors).map(f -> (f - mean) * (f - mean)).average().orElseThrow();

    assertThat(mean).isCloseTo(1, within(.001));
    assertThat(Math.sqrt(variance)).isCloseTo(.15, within(.002));
    assertThat(callers(Map.of(), 1).size()).isNotEqualTo(callers(Map.of(), 2).size());
  }

  @Test
  void keysComeAfterEightSecondsAndForOneInTwentyMuchLater() {
    List<CallerPlan> keying = DAY.stream().filter(plan -> plan.keys().language() != null).toList();

    assertThat(median(keying, plan -> languageSeconds(plan))).isCloseTo(8, within(.4));
    assertThat(share(keying, plan -> languageSeconds(plan) > 20)).isBetween(.03, .065);
  }

  private static double languageSeconds(CallerPlan plan) {
    return Objects.requireNonNull(plan.keys().language()).afterSeconds();
  }

  @Test
  void mostPeopleRedialAfterBusySoonAndAtMostFifteenTimes() {
    List<CallerPlan> patient =
        DAY.stream()
            .filter(plan -> plan.family().equals("human.mobile") && plan.patienceSeconds() > 600)
            .toList();

    assertThat(share(patient, plan -> plan.redial().max() > 0)).isCloseTo(.85, within(.02));
    assertThat(share(patient, plan -> plan.redial().max() > 1)).isCloseTo(.85 * .85, within(.02));
    assertThat(patient).allSatisfy(plan -> assertThat(plan.redial().max()).isLessThan(16));
    assertThat(
            median(
                patient.stream().filter(plan -> plan.redial().max() > 0).toList(),
                plan -> plan.redial().delaySeconds()))
        .isCloseTo(25, within(1.5));
  }

  @Test
  void halfOfTheImpatientComeBackAfterTenMinutes() {
    List<CallerPlan> impatient =
        DAY.stream()
            .filter(plan -> plan.family().equals("human.mobile") && plan.patienceSeconds() < 600)
            .toList();
    List<CallerPlan> back =
        impatient.stream()
            .filter(plan -> plan.redial().after().contains(RedialReason.ABANDONED))
            .toList();

    assertThat(back.size() / (double) impatient.size()).isCloseTo(.5, within(.02));
    assertThat(median(back, plan -> plan.redial().delaySeconds())).isCloseTo(600, within(50.0));
  }

  @Test
  void noSharedNumberCallsMoreThanAnOfficeDoes() {
    Map<String, Long> calls =
        DAY.stream()
            .filter(plan -> plan.family().equals("human.shared.office"))
            .collect(Collectors.groupingBy(PeopleTrafficTest::number, Collectors.counting()));

    // Five hours and a bit for the rush, at most 40 an hour, and a busy day.
    assertThat(calls.values()).allMatch(count -> count < 5.5 * 40 * 1.3);
    assertThat(calls.values()).anyMatch(count -> count > 5);
  }

  @Test
  void theFullestBlockOfThreeThousandCallsHoldsAboutTwentyFive() {
    long fullest =
        DAY.stream()
            .filter(plan -> plan.family().equals("human.mobile"))
            .limit(3000)
            .map(PeopleTrafficTest::number)
            .collect(Collectors.groupingBy(n -> n.substring(0, 9), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElseThrow();

    assertThat(fullest).isBetween(15L, 40L);
  }

  @Test
  void aTextTelephoneIsSilentAndARotaryOneNeverKeys() {
    Traffic traffic = Shipped.traffic();

    assertThat(traffic.make(List.of("human.tty"), 1).callers())
        .hasSizeGreaterThan(1000)
        .allMatch(plan -> plan.challenge().result() == ChallengeResult.SILENT)
        .allMatch(plan -> plan.sound().audio().equals(CallerPlan.Audio.SILENCE));
    assertThat(traffic.make(List.of("human.rotary"), 1).callers())
        .allMatch(plan -> plan.keys().language() == null && plan.keys().menu() == null);
  }

  @Test
  void relayCallsComeFromTheListedNumbersFullyAttested() {
    assertThat(Shipped.callers("people.relay", 3))
        .hasSizeGreaterThan(1000)
        .allMatch(plan -> plan.signalling().attestation() == Attestation.A)
        .extracting(PeopleTrafficTest::number)
        .containsOnly("+16515550171", "+16515550172", "+18005550173");
  }

  @Test
  void aSurgeBringsTenTimesAsManyPeople() {
    List<CallerPlan> surge = callers(Map.of("people.surge.factor", "10"), 1);
    List<CallerPlan> usual = callers(Map.of(), 1);
    Predicate<CallerPlan> inIt =
        plan -> plan.arriveSeconds() >= 3600 && plan.arriveSeconds() < 7200;

    assertThat(surge.stream().filter(inIt).count() / (double) usual.stream().filter(inIt).count())
        .isCloseTo(10, within(.7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"human.international", "human.voip", "human.shared.office"})
  void numbersAreSuchAsExist(String family) {
    assertThat(Shipped.callers(family, 4))
        .extracting(plan -> plan.signalling().number())
        .allMatch(PhoneNumber::isE164)
        .noneMatch(number -> number.raw().matches("\\+1(...)?[01].*|\\+1....11.*"));
  }
}
