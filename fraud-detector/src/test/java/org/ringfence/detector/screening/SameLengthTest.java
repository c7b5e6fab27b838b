package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.Defence;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.VerdictReached;

/// Machines that key at the same moment and hang up after the same time, before the line.
class SameLengthTest {

  private final Random random = new Random(5);
  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));

  /// @param dismissed whether we ended the call, or null when the gateway did not say
  private VerdictReached comesAndGoes(double seconds, @Nullable Boolean dismissed) {
    Call call = line.call("+1307" + (2_000_000 + random.nextInt(7_999_999)));
    line.keys(call, "language", "1", 4.0);
    line.apply(
        new CallEnded(
            call.id(),
            line.now(),
            LineUnderTest.LINE,
            16,
            Duration.ofMillis(Math.round(seconds * 1_000)),
            false,
            dismissed));
    line.passTime(Duration.ofMillis(200 + random.nextInt(1_200)));
    return call.arrival();
  }

  private List<String> reasonsAtJoin() {
    Call call = line.call("+13072345678");
    line.keys(call, "language", "1", 4.0);
    line.keys(call, "purpose", null, 8.0);
    return line.join(call).reasons().stream().map(Reason::name).toList();
  }

  @Test
  void theTimeIsAReasonAgainstCallsOfTheirCampaign() {
    for (int i = 0; i < 120; i++) {
      comesAndGoes(12 + 0.05 * random.nextGaussian(), false);
    }

    assertThat(reasonsAtJoin()).contains("campaign-length");
  }

  @Test
  void ofCallsThatWeEndedOrThatNobodyKnowsWhoEndedItIsNone() {
    for (Boolean dismissed :
        new ArrayList<@Nullable Boolean>(java.util.Arrays.asList(true, null))) {
      for (int i = 0; i < 120; i++) {
        comesAndGoes(12, dismissed);
      }
      assertThat(reasonsAtJoin()).doesNotContain("campaign-length");
    }
  }

  @Test
  void ofCallsThatEndAfterTimesOfTheirOwnItIsNone() {
    for (int i = 0; i < 120; i++) {
      comesAndGoes(20 * Math.exp(0.4 * random.nextGaussian()), false);
    }

    assertThat(reasonsAtJoin()).doesNotContain("campaign-length");
  }
}
