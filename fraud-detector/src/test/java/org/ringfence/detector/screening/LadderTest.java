package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

class LadderTest {

  private final Ladder ladder = new Ladder(LineUnderTest.thresholds(Defence.ON, 1_600));

  private static Reason reason(SignalClass signalClass, double weight) {
    return new Reason(signalClass, "a-signal", weight, false, "because");
  }

  private static final List<Reason> TWO_CLASSES =
      List.of(reason(SignalClass.CADENCE, 2.0), reason(SignalClass.BEHAVIOUR, 2.0));

  @Test
  void twoClassesRejectInRedOnly() {
    assertThat(ladder.decide(TWO_CLASSES, Mode.RED, Stage.ARRIVAL)).isEqualTo(Verdict.REJECT);
    assertThat(ladder.decide(TWO_CLASSES, Mode.AMBER, Stage.ARRIVAL)).isEqualTo(Verdict.DIVERT);
    assertThat(ladder.decide(TWO_CLASSES, Mode.GREEN, Stage.ARRIVAL)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoIsAnsweredAlreadyIsDivertedAndNotRejected() {
    assertThat(ladder.decide(TWO_CLASSES, Mode.RED, Stage.JOIN)).isEqualTo(Verdict.DIVERT);
  }

  @Test
  void oneClassNeverRejectsHoweverStrong() {
    List<Reason> one =
        List.of(reason(SignalClass.BEHAVIOUR, 3.5), reason(SignalClass.BEHAVIOUR, 3.5));

    assertThat(ladder.decide(one, Mode.RED, Stage.ARRIVAL)).isEqualTo(Verdict.DIVERT);
  }

  @Test
  void identityShortOfACertaintyIsNoneOfTheTwoClasses() {
    List<Reason> reasons =
        List.of(reason(SignalClass.IDENTITY, 3.4), reason(SignalClass.CADENCE, 3.5));

    assertThat(ladder.decide(reasons, Mode.RED, Stage.ARRIVAL)).isEqualTo(Verdict.DIVERT);
  }

  @Test
  void aClassBelowTheFloorIsNoneOfTheTwo() {
    List<Reason> reasons =
        List.of(reason(SignalClass.CADENCE, 1.4), reason(SignalClass.BEHAVIOUR, 3.5));

    assertThat(ladder.decide(reasons, Mode.RED, Stage.ARRIVAL)).isEqualTo(Verdict.DIVERT);
  }

  @Test
  void whatSpeaksForThePersonCountsAgainstTheScore() {
    List<Reason> reasons =
        List.of(
            reason(SignalClass.IDENTITY, -0.7),
            reason(SignalClass.CADENCE, 1.6),
            reason(SignalClass.BEHAVIOUR, 2.0));

    assertThat(ladder.decide(reasons, Mode.RED, Stage.ARRIVAL)).isEqualTo(Verdict.ADMIT);
  }
}
