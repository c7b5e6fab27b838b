package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Verdict;

class MachinesTest {

  /// How long a machine of the incident is in the questions before it comes to the line.
  private static final Duration QUESTIONS = Duration.ofSeconds(20);

  /// Calls one number at a steady rate until a call is rejected; returns how many attempts it took.
  private static int attemptsUntilRejected(
      LineUnderTest line, Duration every, Attestation attestation, int max) {
    Deque<Call> inQuestions = new ArrayDeque<>();
    for (int i = 1; i <= max; i++) {
      while (!inQuestions.isEmpty()
          && !inQuestions.getFirst().arrivedAt().plus(QUESTIONS).isAfter(line.now())) {
        line.playMachine(inQuestions.removeFirst());
      }
      Call call = line.call("+16125550199", attestation);
      if (call.arrival().verdict() == Verdict.REJECT) {
        assertRejectedByTwoClassesInRed(call.arrival());
        return i;
      }
      inQuestions.add(call);
      line.passTime(every);
    }
    throw new AssertionError("not rejected within " + max + " attempts");
  }

  private static void assertRejectedByTwoClassesInRed(VerdictReached verdict) {
    assertThat(verdict.mode()).isEqualTo(Mode.RED);
    assertThat(
            verdict.reasons().stream()
                .filter(reason -> reason.weight() > 0)
                .map(Reason::signalClass)
                .collect(Collectors.toSet()))
        .contains(SignalClass.CADENCE, SignalClass.BEHAVIOUR);
    assertThat(verdict.score()).isGreaterThanOrEqualTo(4.0);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, UNSIGNED, 100",
    "1000, A, 130",
    "1000, C, 80",
    "200, UNSIGNED, 160",
    "500, B, 90"
  })
  void aFloodOfOneNumberThatKeysALanguageAndThenNothingIsRejectedSoon(
      long everyMillis, Attestation attestation, int withinAttempts) {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));

    int attempts =
        attemptsUntilRejected(line, Duration.ofMillis(everyMillis), attestation, withinAttempts);

    assertThat(attempts).isGreaterThan(10);
  }

  @Test
  void theFloodStaysRejectedWhileItGoesOn() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));
    attemptsUntilRejected(line, Duration.ofSeconds(1), Attestation.UNSIGNED, 150);

    int rejected = 0;
    for (int i = 0; i < 1_000; i++) {
      line.passTime(Duration.ofSeconds(1));
      Call call = line.call("+16125550199");
      if (call.arrival().verdict() == Verdict.REJECT) {
        rejected++;
        line.hangUp(call, 21, false);
      } else {
        line.playMachine(call);
      }
    }

    assertThat(rejected).isGreaterThan(990);
  }

  @Test
  void cadenceAloneNeverRejectsButChallengesAFloodInRed() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));
    int challenged = 0;
    for (int i = 0; i < 5_000; i++) {
      Call call = line.call("+16125550199");
      assertThat(call.arrival().verdict()).isIn(Verdict.ADMIT, Verdict.CHALLENGE);
      challenged += call.arrival().verdict() == Verdict.CHALLENGE ? 1 : 0;
      line.hangUp(call, false);
      line.passTime(Duration.ofMillis(200));
    }

    assertThat(challenged).isGreaterThan(4_000);
  }

  @Test
  void aFewMachinesAreOnlyAdmittedInGreen() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 100_000));
    for (int i = 0; i < 12; i++) {
      Call call = line.call("+16125550199");
      assertThat(call.arrival().mode()).isEqualTo(Mode.GREEN);
      assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
      assertThat(line.playMachine(call).verdict()).isEqualTo(Verdict.ADMIT);
      line.passTime(Duration.ofSeconds(30));
    }
  }

  @Test
  void aLanguageAndThenSilenceOnAnEarlierCallIsAReasonAtTheEndOfTheQuestions() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));
    VerdictReached first = line.playMachine(line.call("+16125550199"));

    VerdictReached second = line.playMachine(line.call("+16125550199"));

    assertThat(first.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(first.reasons()).extracting(Reason::name).doesNotContain(LanguageThenSilence.NAME);
    assertThat(second.reasons())
        .contains(
            new Reason(
                SignalClass.BEHAVIOUR,
                LanguageThenSilence.NAME,
                0.9,
                false,
                "this number's calls key a language and then nothing"));
  }

  @Test
  void keysAtIdenticalOffsetsAreAReasonFromTheThirdCallOn() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));
    for (double offset : new double[] {4.00, 4.03, 3.98}) {
      Call call = line.call("+16125550199");
      line.keys(call, "language", "1", offset);
      line.keys(call, "purpose", "1", offset);
      line.hangUp(call, false);
      line.passTime(Duration.ofSeconds(30));
    }

    assertThat(line.call("+16125550199").arrival().reasons())
        .anySatisfy(reason -> {
          assertThat(reason.name()).isEqualTo("identical-offsets");
          assertThat(reason.weight()).isEqualTo(0.5);
        });
  }

  @Test
  void keysPressedOverAPromptKnownByHeartAreNotIdenticalOffsets() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 400));
    for (int i = 0; i < 8; i++) {
      line.playPerson(line.call("+16125550199"), 0.6);
      line.passTime(Duration.ofSeconds(60));
    }

    assertThat(line.call("+16125550199").arrival().reasons())
        .extracting(Reason::name)
        .containsExactly("attestation");
  }

  @Test
  void inShadowAFloodIsAdmittedAndTheVerdictSaysWhatWouldBe() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.SHADOW, 400));
    int wouldBeRejected = 0;
    for (int i = 0; i < 300; i++) {
      Call call = line.call("+16125550199");
      assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
      wouldBeRejected += call.arrival().wouldBe() == Verdict.REJECT ? 1 : 0;
      line.playMachine(call);
      line.passTime(Duration.ofSeconds(1));
    }
    VerdictReached own = line.call("+16515550100").arrival();

    assertThat(wouldBeRejected).isGreaterThan(100);
    assertThat(own.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(own.wouldBe()).isEqualTo(Verdict.REJECT);
    assertThat(own.reasons()).isNotEmpty();
  }

  @Test
  void whenTheDefenceIsOffEverybodyIsAdmittedUnscoredAndTheModeIsStillTold() {
    LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.OFF, 400));
    line.pressToRed();

    VerdictReached verdict = line.call("+16515550100").arrival();

    assertThat(verdict.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.wouldBe()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.mode()).isEqualTo(Mode.RED);
  }
}
