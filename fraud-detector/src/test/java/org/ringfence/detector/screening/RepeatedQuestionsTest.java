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

  private final LineUnderTest line =
      new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 100_000));

  private void machines(int count) {
    for (int i = 0; i < count; i++) {
      line.playMachine(line.call(NUMBER, Attestation.C));
    }
  }

  @Test
  void anArrivalThatComesTwiceGetsTheSameVerdictThoughTheLineIsPressedMeanwhile() {
    machines(60);
    Call call = line.call(NUMBER, Attestation.C);
    assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
    line.pressToRed();
    assertThat(line.call(NUMBER, Attestation.C).arrival().verdict()).isEqualTo(Verdict.REJECT);

    AttemptArrived again =
        new AttemptArrived(
            call.id(),
            line.now(),
            LineUnderTest.LINE,
            PhoneNumber.of(NUMBER),
            Privacy.NONE,
            Attestation.C,
            "carrier",
            1);

    assertThat(onlyVerdict(line.apply(again)).verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aJoinThatComesTwiceGetsTheSameVerdictAlsoAfterARestart() {
    machines(4);
    Call call = line.call(NUMBER, Attestation.C);
    line.keys(call, "language", "1", 4.0);
    line.keys(call, "purpose", null, 8.0);
    assertThat(line.join(call).verdict()).isEqualTo(Verdict.ADMIT);
    line.pressToRed();
    assertThat(line.playMachine(line.call(NUMBER, Attestation.C)).verdict())
        .isEqualTo(Verdict.CHALLENGE);
    byte[] saved = line.decider().snapshot();
    line.decider().restore(saved);

    JoinScreeningAsked again =
        new JoinScreeningAsked(call.id(), line.now(), LineUnderTest.LINE, null);

    assertThat(onlyVerdict(line.apply(again)).verdict()).isEqualTo(Verdict.ADMIT);
  }
}
