package org.ringfence.simulator.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.decider.Decider;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// What the other defences do.
final class RivalTest {

  private static final Instant START = Instant.parse("2026-11-01T14:00:00Z");

  private int calls;

  private Decider detector(Rival rival, String... blocked) {
    return Objects.requireNonNull(rival.detector(Set.of(blocked))).create("16515550100");
  }

  private Verdict call(Decider detector, String number, double seconds) {
    AttemptArrived attempt =
        new AttemptArrived(
            new CallId("c" + calls++),
            START.plusMillis(Math.round(seconds * 1000)),
            new LineId("16515550100"),
            PhoneNumber.of(number),
            Privacy.NONE,
            Attestation.UNSIGNED,
            "carrier",
            1);
    List<Message> answers = detector.apply(attempt);
    assertThat(answers).hasSize(1);
    return ((VerdictReached) answers.getFirst()).verdict();
  }

  @Test
  void theThresholdLetsFiveCallsOfANumberInAnHourThrough() {
    Decider threshold = detector(Rival.THRESHOLD);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      verdicts.add(call(threshold, "+16125550123", i * 60));
    }

    assertThat(verdicts.subList(0, 5)).containsOnly(Verdict.ADMIT);
    assertThat(verdicts.subList(5, 7)).containsOnly(Verdict.REJECT);
    assertThat(call(threshold, "+16125550124", 420)).isEqualTo(Verdict.ADMIT);
    assertThat(call(threshold, "+16125550123", 3601)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void pikeSeesOneSourceAndBlocksEverybodyUntilItIsQuiet() {
    Decider pike = detector(Rival.PIKE);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += call(pike, "+1612555" + (1000 + i), 0.01 * i) == Verdict.REJECT ? 1 : 0;
    }

    assertThat(refused).as("of 40 calls in a moment, those beyond 30").isEqualTo(10);
    assertThat(call(pike, "+16515559999", 2.5))
        .as("somebody else, in the next unit")
        .isEqualTo(Verdict.REJECT);
    assertThat(call(pike, "+16515559999", 6.5)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void theBlocklistKnowsYesterdaysNumbersAndNoOthers() {
    Decider list = detector(Rival.BLOCKLIST, "+16125550123");

    assertThat(call(list, "+16125550123", 0)).isEqualTo(Verdict.REJECT);
    assertThat(call(list, "+16125550124", 0)).isEqualTo(Verdict.ADMIT);
  }
}
