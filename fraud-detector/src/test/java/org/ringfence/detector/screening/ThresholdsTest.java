package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.PreviewThresholds;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed.ByVerdict;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;

/// Thresholds that are tried on the last hour, and then changed while the line runs.
class ThresholdsTest {

  private static final VerdictThresholds CONFIGURED = new VerdictThresholds(-0.5, 4.5, 1.5);
  private static final VerdictThresholds MILD = new VerdictThresholds(10, 20, 3.5);
  private static final String MACHINE = "+12025550187";

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));

  private ThresholdsPreviewed preview(@Nullable VerdictThresholds other) {
    return (ThresholdsPreviewed)
        line.apply(new PreviewThresholds("p1", line.now(), LineUnderTest.LINE, "sue", other))
            .getFirst();
  }

  private ThresholdsChanged change(@Nullable VerdictThresholds to) {
    return (ThresholdsChanged)
        line.apply(new ChangeThresholds(to, line.now(), LineUnderTest.LINE, "sue", "a try"))
            .getFirst();
  }

  private static ByVerdict of(ThresholdsPreviewed preview, Verdict verdict) {
    return preview.verdicts().stream()
        .filter(row -> row.verdict() == verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePreviewSaysWhoWouldHaveBeenRefusedAndChangesNothing() {
    line.pressToRed();
    Call refused = line.callUntilRefused(MACHINE);

    ThresholdsPreviewed preview = preview(MILD);

    assertThat(preview.inForce()).isEqualTo(CONFIGURED);
    assertThat(preview.other()).isEqualTo(MILD);
    assertThat(of(preview, Verdict.REJECT).inForce()).isEqualTo(1);
    assertThat(of(preview, Verdict.REJECT).other()).isZero();
    assertThat(of(preview, Verdict.REJECT).peopleInForce()).isLessThan(0.2);
    assertThat(preview.verdicts().stream().mapToInt(ByVerdict::other).sum())
        .isEqualTo(preview.calls());
    assertThat(preview.reasons()).isNotEmpty();
    assertThat(line.call(MACHINE).arrival().verdict()).isEqualTo(refused.arrival().verdict());
  }

  @Test
  void withTheThresholdsInForceThePreviewSaysWhatWasDone() {
    line.pressToRed();
    line.callUntilRefused(MACHINE);

    for (ByVerdict row : preview(null).verdicts()) {
      assertThat(row.other()).isEqualTo(row.inForce());
      assertThat(row.peopleOther()).isEqualTo(row.peopleInForce());
    }
  }

  @Test
  void changedThresholdsActOnTheNextCallAndAreToldWithAuthorAndReason() {
    line.pressToRed();
    line.callUntilRefused(MACHINE);

    assertThat(change(MILD))
        .isEqualTo(
            new ThresholdsChanged(
                LineUnderTest.LINE, line.now(), CONFIGURED, MILD, false, "sue", "a try"));
    // Refused no more; but who calls as nobody can, while ports are short, keys two digits first.
    assertThat(line.call(MACHINE).arrival().verdict()).isEqualTo(Verdict.CHALLENGE);

    assertThat(change(null).to()).isEqualTo(CONFIGURED);
    assertThat(line.call(MACHINE).arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void whatWasChosenOutlivesARestartAndStateFromBeforeIsRead() {
    byte[] before = line.decider().snapshot();
    change(MILD);
    byte[] after = line.decider().snapshot();

    assertThat(inForce(after)).isEqualTo(MILD);
    String old = new String(before, StandardCharsets.UTF_8).replace(",\"thresholds\":null", "");
    assertThat(old).doesNotContain("thresholds");
    assertThat(inForce(old.getBytes(StandardCharsets.UTF_8))).isEqualTo(CONFIGURED);
  }

  private VerdictThresholds inForce(byte[] snapshot) {
    ScreeningDecider restored = LineUnderTest.decider(Defence.ON, 1_600);
    restored.restore(snapshot);
    ThresholdsPreviewed told =
        (ThresholdsPreviewed)
            restored
                .apply(new PreviewThresholds("p", line.now(), LineUnderTest.LINE, "sue", null))
                .getFirst();
    return told.inForce();
  }

  @Test
  void onlyTheLastHourCountsAndOnlySoManyCalls() {
    line.call("+16125550134");
    line.passTime(Duration.ofMinutes(61));
    line.call("+16125550135");
    assertThat(preview(null).calls()).isEqualTo(1);
    assertThat(preview(null).since()).isEqualTo(line.now());

    for (int i = 0; i < RecentCases.MOST + 5; i++) {
      line.hangUp(line.call("+1612555%04d".formatted(i % 10_000)), true);
      line.passTime(Duration.ofMillis(100));
    }
    assertThat(preview(null).calls()).isEqualTo(RecentCases.MOST);
    assertThat(List.copyOf(preview(MILD).verdicts())).isNotEmpty();
  }
}
