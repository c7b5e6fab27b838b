package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// The defence is switched while the line runs.
class DefenceSwitchTest {

  private static final String BLOCKED = "+12025550187";

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
  private final Supervisor supervisor = new Supervisor(line);

  private DefenceSwitched switched(Defence from, Defence to) {
    return new DefenceSwitched(
        LineUnderTest.LINE, line.now(), from, to, Supervisor.NAME, Supervisor.REASON);
  }

  private OpenDoors allOpened() {
    return new OpenDoors(LineUnderTest.LINE, line.now(), null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Defence.class,
      names = {"SHADOW", "OFF"})
  void aSwitchOpensAllDoorsAtOnceAndTheyCloseAgainOnlyWhenItIsOn(Defence to) {
    supervisor.lists(BLOCKED, ListKind.BLOCK, null);
    line.call(BLOCKED);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);

    supervisor.switches(to);
    line.call(BLOCKED);

    assertThat(line.said(OpenDoors.class)).containsExactly(allOpened());
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);
    supervisor.switches(Defence.ON);
    assertThat(line.said(OpenDoors.class)).hasSize(1);
    line.call(BLOCKED);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(2);
  }

  @Test
  void eachSwitchIsToldWithItsAuthorAndReason() {
    assertThat(supervisor.switches(Defence.SHADOW))
        .containsExactly(switched(Defence.ON, Defence.SHADOW), allOpened());
    line.passTime(Duration.ofSeconds(1));
    assertThat(supervisor.switches(Defence.OFF))
        .containsExactly(switched(Defence.SHADOW, Defence.OFF), allOpened());
    assertThat(supervisor.switches(Defence.ON)).containsExactly(switched(Defence.OFF, Defence.ON));
  }

  @Test
  void inShadowEverybodyIsLetInAndTheVerdictSaysWhatWouldBe() {
    supervisor.lists(BLOCKED, ListKind.BLOCK, null);
    supervisor.switches(Defence.SHADOW);

    VerdictReached verdict = line.call(BLOCKED).arrival();

    assertThat(verdict.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.wouldBe()).isEqualTo(Verdict.REJECT);
    assertThat(verdict.reasons()).isNotEmpty();
    assertThat(line.said(RefuseAtDoor.class)).isEmpty();
  }

  @Test
  void switchedBackTheLineRefusesAgainAndPushesToTheDoor() {
    supervisor.lists(BLOCKED, ListKind.BLOCK, null);
    supervisor.switches(Defence.SHADOW);
    line.hangUp(line.call(BLOCKED), true);

    supervisor.switches(Defence.ON);

    VerdictReached verdict = line.call(BLOCKED).arrival();
    assertThat(verdict.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(verdict.wouldBe()).isEqualTo(Verdict.REJECT);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);
  }

  @Test
  void inShadowANumberIsWatchedAsEver() {
    line.pressToRed();
    supervisor.switches(Defence.SHADOW);
    for (int i = 0; i < 120; i++) {
      Call call = line.call(BLOCKED);
      assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
      assertThat(line.playMachine(call).verdict()).isEqualTo(Verdict.ADMIT);
      line.passTime(Duration.ofMillis(333));
    }
    assertThat(line.call(BLOCKED).arrival().wouldBe()).isEqualTo(Verdict.REJECT);

    supervisor.switches(Defence.ON);

    assertThat(line.call(BLOCKED).arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void offNothingWouldBeEither() {
    supervisor.lists(BLOCKED, ListKind.BLOCK, null);
    supervisor.switches(Defence.OFF);

    VerdictReached verdict = line.call(BLOCKED).arrival();

    assertThat(verdict.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.wouldBe()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.reasons()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theSwitchOutlivesARestart(Defence to) {
    supervisor.lists(BLOCKED, ListKind.BLOCK, null);
    supervisor.switches(to);
    LineUnderTest restarted = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
    restarted.decider().restore(line.decider().snapshot());

    VerdictReached before = line.call(BLOCKED).arrival();
    VerdictReached after = restarted.call(BLOCKED).arrival();

    assertThat(after).isEqualTo(before);
  }
}
