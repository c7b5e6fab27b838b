package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// The people of the traffic model, one by one, on a line that is in RED all the time.
class PeopleTest {

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));

  @BeforeEach
  void red() {
    line.pressToRed();
  }

  private void assertAdmitted(VerdictReached verdict) {
    assertThat(verdict.mode()).isEqualTo(Mode.RED);
    assertThat(verdict.verdict()).as("%s", verdict.reasons()).isEqualTo(Verdict.ADMIT);
  }

  @ParameterizedTest
  @EnumSource(Attestation.class)
  void aPersonWhoRedialsFifteenTimesAfterBusyIsAdmittedEachTime(Attestation attestation) {
    for (int i = 0; i < 16; i++) {
      Call call = line.call("+16125550111", attestation);
      assertAdmitted(call.arrival());
      line.passTime(Duration.ofSeconds(1));
      line.hangUp(call, 17, false);
      line.passTime(Duration.ofSeconds(24));
    }
  }

  @Test
  void retriesOfAPersonAfterBusyWeighNothing() {
    for (int i = 0; i < 16; i++) {
      Call call = line.call("+16125550111");
      line.passTime(Duration.ofSeconds(1));
      line.hangUp(call, 17, false);
      line.passTime(Duration.ofSeconds(4));
      assertThat(call.arrival().reasons()).extracting(Reason::name).containsExactly("attestation");
    }
  }

  @ParameterizedTest
  @EnumSource(Attestation.class)
  void anOfficeOfFortyCallsAnHourBehindOneNumberIsAdmittedAllDay(Attestation attestation) {
    for (int i = 0; i < 400; i++) {
      Call call = line.call("+16515550177", attestation);
      assertAdmitted(call.arrival());
      line.passTime(Duration.ofSeconds(12));
      // One in ten of its people is too slow for the menu.
      if (i % 10 == 3) {
        line.keys(call, "language", "1", 6);
        line.keys(call, "purpose", null, 8);
        line.keys(call, "purpose", null, 8);
        assertAdmitted(line.join(call));
        line.hangUp(call, true);
      } else {
        assertAdmitted(line.playPerson(call, 4 + i % 7 * 0.9));
      }
      line.pressToRed();
      line.passTime(Duration.ofSeconds(78));
    }
  }

  @Test
  void peopleWithoutANumberAreNotHeldAgainstOneAnother() {
    for (int i = 0; i < 400; i++) {
      Call call = line.call(PhoneNumber.NONE, Privacy.ID, Attestation.UNSIGNED);
      assertAdmitted(call.arrival());
      assertThat(call.arrival().score()).isLessThanOrEqualTo(0);
      line.hangUp(call, true);
      line.passTime(Duration.ofSeconds(15));
    }
  }

  @Test
  void aWithheldNumberIsNoEvidence() {
    VerdictReached withheld = line.call(PhoneNumber.NONE, Privacy.ID, Attestation.A).arrival();
    VerdictReached shown = line.call("+16125550111", Attestation.A).arrival();

    assertThat(withheld.score()).isEqualTo(shown.score());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"anonymous", "Unavailable", "0", "123", "+0", "100#", "O'Brien", "++1612"})
  void aMalformedNumberIsNeverAloneAReasonToAct(String malformed) {
    for (int i = 0; i < 100; i++) {
      Call call = line.call(malformed);
      assertAdmitted(call.arrival());
      assertThat(call.arrival().reasons())
          .extracting(Reason::name)
          .containsExactly("malformed-number", "attestation");
      line.hangUp(call, false);
      line.passTime(Duration.ofSeconds(15));
    }
  }

  @Test
  void aRelayServiceWhoseCallersKeyNothingIsAdmitted() {
    for (int i = 0; i < 120; i++) {
      Call call = line.call("+18005550711", Attestation.A);
      assertAdmitted(call.arrival());
      line.keys(call, "language", null, 8);
      line.keys(call, "purpose", null, 8);
      assertAdmitted(line.join(call));
      line.hangUp(call, true);
      line.passTime(Duration.ofSeconds(40));
      line.pressToRed();
    }
  }

  @Test
  void aRotaryPhoneThatKeysNothingTenTimesIsAdmittedWithoutABehaviourReason() {
    for (int i = 0; i < 10; i++) {
      Call call = line.call("+12185550133");
      line.keys(call, "language", null, 8);
      line.keys(call, "purpose", null, 8);
      VerdictReached verdict = line.join(call);
      assertAdmitted(verdict);
      assertThat(verdict.reasons()).extracting(Reason::name).containsExactly("attestation");
      line.hangUp(call, false);
      line.passTime(Duration.ofMinutes(3));
      line.pressToRed();
    }
  }

  @Test
  void aTextTelephoneThatKeysItsLanguageAndIsThenSilentAlwaysReachesTheLine() {
    for (int i = 0; i < 15; i++) {
      Call call = line.call("+12185550134", Attestation.C);
      assertAdmitted(call.arrival());
      line.keys(call, "language", "2", 5 + i % 4 * 0.7);
      line.keys(call, "purpose", null, 8);
      VerdictReached verdict = line.join(call, FloodedLine.SPEAKS);
      if (verdict.verdict() == Verdict.CHALLENGE) {
        verdict = line.challenge(call, ChallengeResult.SILENT, FloodedLine.SPEAKS);
      }
      assertThat(verdict.verdict()).isIn(Verdict.ADMIT, Verdict.DIVERT);
      line.hangUp(call, false);
      line.passTime(Duration.ofSeconds(90));
      line.pressToRed();
    }
  }

  @Test
  void aSlowPersonWhoKeysAtTheRepromptBearsNoMark() {
    Call call = line.call("+12185550135");
    line.keys(call, "language", "1", 7);
    line.keys(call, "purpose", null, 8);
    line.keys(call, "purpose", "3", 5);

    assertThat(line.join(call).reasons())
        .extracting(Reason::name)
        .doesNotContain("language-then-silence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+525555550123", "+447700900123", "+25261234567", "+19245550123"})
  void peopleFromAbroadAndFromAreaCode924AreAdmitted(String number) {
    for (Attestation attestation : List.of(Attestation.C, Attestation.UNSIGNED)) {
      Call call = line.call(number, attestation);
      assertAdmitted(call.arrival());
      assertAdmitted(line.playPerson(call, 6));
    }
  }

  @Test
  void aPersonWhoseNumberAMachineForgesIsNotJudgedByItsSilence() {
    for (int i = 0; i < 300; i++) {
      Call machine = line.call("+16125550188");
      if (machine.arrival().verdict() != Verdict.REJECT) {
        line.playMachine(machine);
      }
      line.passTime(Duration.ofMillis(700));
    }
    line.portsInUse(750);
    line.passTime(Duration.ofMinutes(5));
    Call person = line.call("+16125550188", Attestation.A);
    assertThat(person.arrival().mode()).isEqualTo(Mode.AMBER);
    assertThat(person.arrival().verdict()).isNotEqualTo(Verdict.REJECT);

    assertThat(line.playPerson(person, 5).reasons())
        .extracting(Reason::name)
        .doesNotContain("language-then-silence");
  }
}
