package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

class CrowdOfMachinesTest {

  private static final int SILENT_AFTER_LANGUAGE = Conduct.cell(true, false, false);

  private final CrowdUnderTest line = new CrowdUnderTest();

  @BeforeEach
  void peopleAsUsual() {
    line.people(1, Duration.ofMinutes(5));
  }

  /// A machine from anywhere, fourteen of which call in a second.
  private CallTraits machineFromElsewhere() {
    line.passTime(Duration.ofMillis(71));
    return line.arrives(line.people().elsewhere(), Attestation.UNSIGNED, 1);
  }

  @Test
  void aFloodFromElsewhereRaisesItsOriginAndItsMachinesAreCounted() {
    for (int i = 0; i < 14 * 120; i++) {
      machineFromElsewhere();
    }

    CallTraits machine = machineFromElsewhere();
    CallTraits person = line.arrives(line.people().inArea("612"), Attestation.A, 1);
    assertThat(line.crowd().weight(Trait.ORIGIN, machine)).isGreaterThan(1.5);
    assertThat(line.crowd().weight(Trait.ORIGIN, person)).isLessThan(-1);
    assertThat(line.crowd().machines()).isBetween(800.0, 1_200.0);
    assertThat(line.crowd().peopleCalls()).isLessThan(150);
    assertThat(line.crowd().priorAtArrival()).isGreaterThan(1.5);
  }

  private CallTraits silentMachine() {
    return line.endsQuestions(machineFromElsewhere(), SILENT_AFTER_LANGUAGE, null);
  }

  @Test
  void whoIsHeardAtLastIsNoLongerOneOfTheSilent() {
    for (int i = 0; i < 14 * 120; i++) {
      silentMachine();
    }
    CallTraits person =
        line.endsQuestions(
            line.arrives(line.people().inArea("612"), Attestation.A, 1),
            SILENT_AFTER_LANGUAGE,
            null);
    assertThat(line.crowd().weight(Trait.CONDUCT, person)).isGreaterThan(1);

    assertThat(line.crowd().weight(Trait.CONDUCT, line.crowd().heardLater(person))).isLessThan(-1);
  }

  @Test
  void machinesThatAreAllHeardLateAreACrowdOfTheirOwn() {
    CallTraits last = CallTraits.NONE;
    for (int i = 0; i < 14 * 120; i++) {
      last = line.crowd().heardLater(silentMachine());
    }
    line.passTime(Duration.ofSeconds(1));

    assertThat(line.crowd().weight(Trait.CONDUCT, last)).isGreaterThan(1);
  }

  @Test
  void aFixedKeyTimeIsFoundAfterAboutTenCallsWhateverTheirNumbers() {
    int calls = 0;
    double weight = 0;
    while (weight <= 0) {
      line.passTime(Duration.ofSeconds(2));
      CallTraits traits = line.arrives(line.people().next().number(), Attestation.A, 1);
      CallTraits asked = line.keysLanguage(traits, 4.0);
      weight = line.crowd().weight(Trait.LANGUAGE_TIME, asked);
      calls++;
      assertThat(calls).isLessThanOrEqualTo(14);
    }

    assertThat(weight).isGreaterThan(2);
    assertThat(calls).isGreaterThan(4);
  }

  @Test
  void whoKeysAtAnotherTimeIsUnlikeMachinesThatAllKeyAtOne() {
    for (int i = 0; i < 60; i++) {
      line.keysLanguage(machineFromElsewhere(), 4.0);
    }

    CallTraits other = line.keysLanguage(machineFromElsewhere(), 9.0);

    assertThat(line.crowd().weight(Trait.LANGUAGE_TIME, other)).isLessThan(-1);
  }

  @Test
  void aLanguageAndThenSilenceIsFoundWhateverTheKeyTime() {
    for (int i = 0; i < 80; i++) {
      CallTraits traits =
          line.keysLanguage(machineFromElsewhere(), 2 + 12 * line.random().nextDouble());
      line.endsQuestions(traits, SILENT_AFTER_LANGUAGE, null);
    }

    CallTraits silent = line.endsQuestions(machineFromElsewhere(), SILENT_AFTER_LANGUAGE, null);
    CallTraits keyed =
        line.endsQuestions(machineFromElsewhere(), Conduct.cell(true, true, true), null);
    assertThat(line.crowd().weight(Trait.CONDUCT, silent)).isGreaterThan(1.5);
    assertThat(line.crowd().weight(Trait.CONDUCT, keyed)).isLessThan(-1);
    assertThat(line.crowd().priorAtQuestions()).isGreaterThan(-1);
  }

  @Test
  void numbersThatFollowOneAnotherAreFound() {
    double weight = 0;
    int calls = 0;
    while (weight <= 0 && calls < 30) {
      line.passTime(Duration.ofSeconds(2));
      String number = "+1218555" + (1_000 + 2 * calls++);
      CallTraits traits = line.arrives(PhoneNumber.of(number), Attestation.A, 1);
      weight = line.crowd().weight(Trait.SEQUENCE, traits);
    }

    assertThat(weight).isPositive();
    assertThat(calls).isBetween(5, 20);
    CallTraits person = line.arrives(line.people().inArea("612"), Attestation.A, 1);
    assertThat(line.crowd().weight(Trait.SEQUENCE, person)).isZero();
  }

  @Test
  void aNumberIsNotItsOwnNeighbourAndNotThatOfAMinuteAgo() {
    PhoneNumber number = PhoneNumber.of("+12185551000");
    line.arrives(number, Attestation.A, 1);
    assertThat(line.arrives(number, Attestation.A, 1).sequence()).isZero();

    line.passTime(Duration.ofSeconds(61));
    assertThat(line.arrives(PhoneNumber.of("+12185551001"), Attestation.A, 1).sequence()).isZero();
    assertThat(line.arrives(PhoneNumber.of("+12185551003"), Attestation.A, 1).sequence()).isOne();
  }

  @Test
  void aMutedCellSaysNothingForADayAndThenAgain() {
    for (int i = 0; i < 400; i++) {
      machineFromElsewhere();
    }
    CallTraits machine = machineFromElsewhere();
    line.crowd().mute(Trait.ORIGIN, machine.origin(), line.nowMillis());
    assertThat(line.crowd().weight(Trait.ORIGIN, machine)).isZero();
    assertThat(line.crowd().excesses()).extracting(Excess::trait).doesNotContain(Trait.ORIGIN);

    line.passTime(Duration.ofHours(23));
    for (int i = 0; i < 400; i++) {
      machineFromElsewhere();
    }
    assertThat(line.crowd().weight(Trait.ORIGIN, machineFromElsewhere())).isZero();

    line.passTime(Duration.ofHours(1));
    for (int i = 0; i < 400; i++) {
      machineFromElsewhere();
    }
    assertThat(line.crowd().weight(Trait.ORIGIN, machineFromElsewhere())).isPositive();
  }

  @Test
  void mutingMoreThanThereIsRoomForDoesNoHarm() {
    for (int cell = -1; cell < 1_000; cell++) {
      line.crowd().mute(Trait.EXCHANGE, cell, line.nowMillis());
    }
    line.restart();

    assertThat(line.crowd().excesses()).isEmpty();
  }
}
