package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

class CrowdOfPeopleTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "10, 3", "10, 4", "10, 5", "30, 6", "30, 7"})
  void aRushOfPeopleIsNoExcessAndWeighsNothing(double times, long seed) {
    CrowdUnderTest line = new CrowdUnderTest(CrowdUnderTest.SEED + seed);
    line.people(1, Duration.ofMinutes(5));

    line.people(
        times,
        Duration.ofMinutes(8),
        () -> assertThat(line.crowd().excesses()).as("seed %d", seed).isEmpty());

    assertThat(line.weight(line.person())).isZero();
    assertThat(line.crowd().machines()).isZero();
    assertThat(line.crowd().priorAtArrival()).isEqualTo(-3);
    assertThat(line.crowd().priorAtQuestions()).isEqualTo(-3);
  }

  @ParameterizedTest
  @CsvSource({"1, 53", "10, 533", "30, 1600"})
  void peopleAreCountedToWithinAFactorOfOneAndAHalf(double times, double expected) {
    CrowdUnderTest line = new CrowdUnderTest();

    line.people(times, Duration.ofMinutes(10));

    assertThat(line.crowd().peopleCalls()).isBetween(expected / 1.5, expected * 1.5);
  }

  @Test
  void oneNumberThatRedialsFastIsNotACrowd() {
    CrowdUnderTest line = new CrowdUnderTest();
    line.people(1, Duration.ofMinutes(5));
    PhoneNumber number = PhoneNumber.of("+12185550123");
    double attempts = 0;

    for (int i = 0; i < 60; i++) {
      line.passTime(Duration.ofSeconds(5));
      attempts = attempts * Math.exp(-5 / 120.0) + 1;
      CallTraits traits = line.arrives(number, Attestation.C, Math.min(1, 3 / attempts));
      line.keysLanguage(traits, 4 + line.random().nextDouble());
    }

    assertThat(line.crowd().excesses()).isEmpty();
  }

  @Test
  void peopleWhoseShareIsSmallButUsualAreNoExcessInARush() {
    CrowdUnderTest line = new CrowdUnderTest();
    line.people(10, Duration.ofMinutes(5));

    for (int i = 0; i < 8; i++) {
      line.arrives(line.people().inArea("924"), Attestation.UNSIGNED, 1);
      line.arrives(PhoneNumber.NONE, Attestation.UNSIGNED, 1);
      line.arrives(PhoneNumber.of("+25261234567"), Attestation.C, 1);
    }

    assertThat(line.crowd().excesses()).isEmpty();
  }

  @Test
  void nobodyOnTheLineIsNoExcess() {
    CrowdUnderTest line = new CrowdUnderTest();

    line.passTime(Duration.ofHours(12));

    assertThat(line.crowd().excesses()).isEmpty();
    assertThat(line.crowd().earlyLeaversShare()).isZero();
    assertThat(line.crowd().priorAtArrival()).isEqualTo(-3);
  }
}
