package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.screening.LineUnderTest.onlyVerdict;

import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.Defence;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Verdict;

/// The bus may bring a question twice; the first verdict was acted on, so it is the verdict.
final class RepeatedQuestionsTest {

  private static final String NUMBER = "+16125550177";

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));

  private Call admittedInGreenAndUnwelcomeInRed() {
    for (int i = 0; i < 4; i++) {
      line.playMachine(line.call(NUMBER));
    }
    Call call = line.call(NUMBER);
    assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
    return call;
  }

  @Test
  void anArrivalThatComesTwiceGetsTheSameVerdictThoughTheLineIsPressedMeanwhile() {
    Call call = admittedInGreenAndUnwelcomeInRed();
    line.pressToRed();
    assertThat(line.call(NUMBER).arrival().verdict()).isNotEqualTo(Verdict.ADMIT);

    AttemptArrived again =
        new AttemptArrived(
            call.id(),
            line.now(),
            LineUnderTest.LINE,
            PhoneNumber.of(NUMBER),
            Privacy.NONE,
            Attestation.UNSIGNED,
            "carrier",
            1);

    assertThat(onlyVerdict(line.apply(again)).verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aJoinThatComesTwiceGetsTheSameVerdictAlsoAfterARestart() {
    Call call = admittedInGreenAndUnwelcomeInRed();
    line.keys(call, "language", "1", 4.0);
    line.keys(call, "purpose", null, 8.0);
    assertThat(line.join(call).verdict()).isEqualTo(Verdict.ADMIT);
    line.pressToRed();
    byte[] saved = line.decider().snapshot();
    line.decider().restore(saved);

    JoinScreeningAsked again =
        new JoinScreeningAsked(call.id(), line.now(), LineUnderTest.LINE, null);

    assertThat(onlyVerdict(line.apply(again)).verdict()).isEqualTo(Verdict.ADMIT);
  }
}
