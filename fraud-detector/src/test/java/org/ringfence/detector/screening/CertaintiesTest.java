package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class CertaintiesTest {

  private final LineUnderTest line = new LineUnderTest(thresholds());

  @Test
  void ourOwnNumberAsCallerIsRejectedInGreen() {
    VerdictReached verdict = line.call("+16515550100", Attestation.A).arrival();

    assertThat(verdict.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(verdict.mode()).isEqualTo(Mode.GREEN);
    assertThat(verdict.reasons())
        .anySatisfy(reason -> {
          assertThat(reason.name()).isEqualTo("own-number");
          assertThat(reason.certain()).isTrue();
          assertThat(reason.signalClass()).isEqualTo(SignalClass.IDENTITY);
        });
  }

  @Test
  void ourOwnNumberIsRecognisedWithoutPlusAndCountryCode() {
    assertThat(line.call("6515550100").arrival().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(line.call("16515550100").arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void aDoNotOriginateNumberIsRejectedInGreenAndSaysWhoListedIt() {
    VerdictReached verdict = line.call("+18005550199").arrival();

    assertThat(verdict.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(verdict.reasons()).extracting(Reason::detail).contains("listed by tester: because");
  }

  @Test
  void aDoNotOriginatePrefixIsRejectedAndItsNeighbourIsNot() {
    assertThat(line.call("+19005551234").arrival().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(line.call("+19015551234").arrival().verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void anAllowListedNumberIsAdmittedWhateverElseSpeaksAgainstIt() {
    line.pressToRed();
    for (int i = 0; i < 200; i++) {
      assertThat(line.playMachine(line.call("+16515550142", Attestation.C)).verdict())
          .isEqualTo(Verdict.ADMIT);
    }

    Call call = line.call("+16515550142", Attestation.C);

    assertThat(call.arrival().mode()).isEqualTo(Mode.RED);
    assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(call.arrival().reasons()).extracting(Reason::name).containsExactly("allow-list");
  }

  @Test
  void aCallThatWasAnsweredBeforeItsCertaintyWasKnownIsDivertedAndNotDropped() {
    Call call = line.call("+18005550199");

    assertThat(line.join(call).verdict()).isEqualTo(Verdict.DIVERT);
  }

  @Test
  void aRefusedCallIsOverWithItsVerdict() {
    line.call("+18005550199");
    assertThat(line.decider().openCalls()).isZero();

    line.call("+16125550111");
    assertThat(line.decider().openCalls()).isEqualTo(1);
  }

  @Test
  void aRefusalThatCameTooLateIsFollowedToTheEndOfTheCallAlsoOverARestart() {
    Call call = line.call("+18005550199");
    ScreeningDecider restarted = new LineUnderTest(thresholds()).decider();
    restarted.restore(line.decider().snapshot());

    restarted.apply(
        new AttemptFailedOpen(call.id(), line.now(), LineUnderTest.LINE, Stage.ARRIVAL));

    assertThat(restarted.openCalls()).isEqualTo(1);
    VerdictReached join =
        LineUnderTest.onlyVerdict(
            restarted.apply(
                new JoinScreeningAsked(call.id(), line.now(), LineUnderTest.LINE, null)));
    assertThat(join.verdict()).isEqualTo(Verdict.DIVERT);
    assertThat(join.caller().raw()).isEqualTo("+18005550199");
    restarted.apply(
        new CallEnded(
            call.id(), line.now(), LineUnderTest.LINE, 16, Duration.ofSeconds(40), false));
    assertThat(restarted.openCalls()).isZero();
  }

  @Test
  void refusedCallsAreForgottenInTimeAndThenAdmittedIfTheyAskAllTheSame() {
    Call first = line.call("+18005550199");
    for (int i = 0; i < CallTable.MAX_REFUSED; i++) {
      line.call("+18005550199");
    }
    assertThat(line.join(first).verdict()).isEqualTo(Verdict.ADMIT);
  }

  private static ScreeningThresholds thresholds() {
    return LineUnderTest.thresholds(Defence.ON, 1_600);
  }
}
