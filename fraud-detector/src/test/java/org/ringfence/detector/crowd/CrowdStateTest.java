package org.ringfence.detector.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

class CrowdStateTest {

  private final CrowdUnderTest line = new CrowdUnderTest();

  private CallTraits machine() {
    line.passTime(Duration.ofMillis(71));
    CallTraits traits = line.arrives(line.people().elsewhere(), Attestation.C, 1);
    return line.endsQuestions(
        line.keysLanguage(traits, 4.0), Conduct.cell(true, false, false), null);
  }

  @Test
  void aRestartedCrowdWeighsAsTheOriginalToTheLastBitAtAnyMomentOfAFlood() {
    line.learning(true);
    line.people(1, Duration.ofMinutes(10));
    line.learning(false);
    for (int i = 0; i < 300; i++) {
      CallTraits machine = machine();
      CallTraits person = line.person();
      double[] before = state(machine, person);

      line.restart();

      assertThat(state(machine, person)).as("call %d", i).isEqualTo(before);
    }
  }

  private double[] state(CallTraits machine, CallTraits person) {
    Crowd crowd = line.crowd();
    return new double[] {
      line.weight(machine),
      line.weight(person),
      crowd.priorAtArrival(),
      crowd.priorAtQuestions(),
      crowd.machines(),
      crowd.peopleCalls(),
      crowd.earlyLeaversShare(),
      crowd.excesses().hashCode()
    };
  }

  @Test
  void aRestartedCrowdPacksAsTheOriginal() {
    line.learning(true);
    line.people(3, Duration.ofMinutes(10));
    line.crowd().mute(Trait.LOOKS, 7, line.nowMillis());
    machine();
    String packed = line.crowd().pack();

    line.restart();

    assertThat(line.crowd().pack()).isEqualTo(packed);
  }

  @Test
  void aKeyTimeThatWasMutedSaysNothingHoweverExactlyItIsTold() {
    for (int i = 0; i < 100; i++) {
      machine();
    }
    CallTraits exact = machine();
    assertThat(line.crowd().weight(Trait.LANGUAGE_TIME, exact)).isPositive();

    line.crowd().mute(Trait.LANGUAGE_SPAN, exact.cell(Trait.LANGUAGE_SPAN), line.nowMillis());

    for (int i = 0; i < 100; i++) {
      assertThat(line.crowd().weight(Trait.LANGUAGE_TIME, machine())).isNotPositive();
    }
  }

  @Test
  void aMenuKeysTimeThatWasMutedSaysNothingHoweverExactlyItIsTold() {
    for (int i = 0; i < 100; i++) {
      line.crowd().menuKeyed(machine(), 3.0, false);
    }
    CallTraits exact = line.crowd().menuKeyed(machine(), 3.0, false);
    assertThat(line.crowd().weight(Trait.MENU_TIME, exact)).isPositive();

    line.crowd().mute(Trait.MENU_SPAN, exact.cell(Trait.MENU_SPAN), line.nowMillis());

    assertThat(line.crowd().weight(Trait.MENU_TIME, exact)).isNotPositive();
  }

  @Test
  void whoeverMutesAfterManyOthersIsHeard() {
    for (int cell = 0; cell < MutedCells.MAX; cell++) {
      line.crowd().mute(Trait.EXCHANGE, cell, line.nowMillis() - 1_000);
    }
    for (int i = 0; i < 100; i++) {
      machine();
    }
    CallTraits exact = machine();

    line.crowd().mute(Trait.LANGUAGE_TIME, exact.cell(Trait.LANGUAGE_TIME), line.nowMillis());

    assertThat(line.crowd().weight(Trait.LANGUAGE_TIME, exact)).isNotPositive();
  }

  @Test
  void packingChangesNothing() {
    for (int i = 0; i < 100; i++) {
      machine();
    }

    assertThat(line.crowd().pack()).isEqualTo(line.crowd().pack());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "no base64!", "////////////////////////////////////////////"})
  void aDamagedCrowdIsRefusedInWords(String damaged) {
    assertThatIllegalStateException()
        .isThrownBy(() -> line.crowd().unpack(damaged))
        .withMessageContaining("damaged");
  }

  @Test
  void everyCutOfAPackedCrowdIsRefused() {
    machine();
    byte[] packed = Base64.getDecoder().decode(line.crowd().pack());
    for (int length = 0; length < packed.length; length += 997) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatIllegalStateException()
          .isThrownBy(() -> line.crowd().unpack(Base64.getEncoder().encodeToString(cut)));
    }
  }

  @Test
  void aMillionNumbersKeepTheStateBounded() {
    for (int i = 0; i < 1_000_000; i++) {
      if (i % 200 == 0) {
        line.passTime(Duration.ofMillis(50));
      }
      line.crowd()
          .arrived(
              PhoneNumber.of("+1" + (2_000_000_000L + i * 7_919L)),
              Attestation.UNSIGNED,
              "looks " + i,
              1,
              line.nowMillis(),
              true);
    }

    assertThat(line.crowd().pack().length()).isLessThan(450_000);
    assertThat(line.crowd().machines()).isFinite();
  }

  @Test
  void countsFadeAndARescalingAfterDaysChangesNoWeight() {
    // A unit is rescaled after about 41 minutes of a time constant of two.
    for (int minutes = 0; minutes < 3 * 24 * 60; minutes += 30) {
      line.people(0.2, Duration.ofMinutes(30));
      assertThat(line.crowd().excesses()).isEmpty();
      assertThat(line.crowd().peopleCalls()).isBetween(50.0, 60.0);
    }
    for (int i = 0; i < 200; i++) {
      machine();
    }
    double atOnce = line.weight(machine());

    CrowdUnderTest fresh = new CrowdUnderTest();
    for (int i = 0; i < 200; i++) {
      CallTraits traits = fresh.arrives(fresh.people().elsewhere(), Attestation.C, 1);
      fresh.passTime(Duration.ofMillis(71));
      fresh.endsQuestions(fresh.keysLanguage(traits, 4.0), Conduct.cell(true, false, false), null);
    }

    assertThat(atOnce).isPositive();
    assertThat(line.crowd().machines()).isBetween(150.0, 220.0);
    assertThat(line.crowd().machines())
        .isBetween(fresh.crowd().machines() - 20, fresh.crowd().machines() + 20);
  }

  @Test
  void aFloodThatIsOverIsForgottenInMinutes() {
    for (int i = 0; i < 2_000; i++) {
      machine();
    }
    assertThat(line.crowd().excesses()).isNotEmpty();

    line.passTime(Duration.ofMinutes(15));

    assertThat(line.crowd().excesses()).isEmpty();
    assertThat(line.crowd().machines()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"7300000", "-7300000", "0", "1"})
  void aClockThatJumpsLeavesFiniteWeights(long days) {
    for (int i = 0; i < 100; i++) {
      machine();
    }
    line.passTime(Duration.ofDays(days));
    line.crowd().forget();
    for (int i = 0; i < 100; i++) {
      assertThat(line.weight(machine())).isFinite();
    }
    line.restart();

    assertThat(line.weight(machine())).isPositive();
    assertThat(line.crowd().machines()).isBetween(30.0, 110.0);
  }

  @Test
  void anHourBackwardsWithoutAnybodyTellingCountsOnAsIfNoTimePassed() {
    for (int i = 0; i < 50; i++) {
      machine();
    }
    line.passTime(Duration.ofHours(-1));
    for (int i = 0; i < 50; i++) {
      assertThat(line.weight(machine())).isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anonymous",
        "+1612555011",
        "+161255501111",
        "+1",
        "+10000000000",
        "+11111111111",
        "0",
        "6125550111",
        "+999999999999999",
        "'; DROP TABLE calls; --",
        "1234567890123456789012345678901234567890123456789012345678901234",
        "+٣١٢٥٥٥٠١١١"
      })
  void aNumberOfAnyShapeIsCountedSomewhereAndSurvivesARestart(String number) {
    CallTraits traits = line.arrives(PhoneNumber.of(number), Attestation.FAILED, 1);

    assertThat(traits.origin()).isBetween(0, Trait.ORIGIN.cells() - 1);
    assertThat(traits.exchange()).isBetween(-1, Trait.EXCHANGE.cells() - 1);
    assertThat(traits.looks()).isBetween(0, Trait.LOOKS.cells() - 1);
    assertThat(line.crowd().words(Trait.ORIGIN, traits.origin())).isNotBlank();
    line.restart();
    assertThat(line.weight(traits)).isFinite();
  }

  @ParameterizedTest
  @CsvSource({
    "'', no number shown",
    "anonymous, numbers that are none",
    "+1612555011, numbers that are none",
    "+447700900123, numbers from abroad",
    "+18005550123, toll-free numbers",
    "+19245550123, area code 924",
    "+16125550123, area code 612",
    "6125550123, area code 612",
    "+12125550123, numbers from other area codes",
    "+10115550123, area codes that nobody has",
    "+19115550123, area codes that nobody has"
  })
  void anOriginIsToldInWords(String number, String words) {
    CallTraits traits = line.arrives(PhoneNumber.of(number), Attestation.A, 1);

    assertThat(line.crowd().words(Trait.ORIGIN, traits.origin())).isEqualTo(words);
  }
}
