package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.CallerSound;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// Somebody shows our number to strangers, who call back.
class AnnouncementTest {

  private static final CallerSound SPEECH = new CallerSound(Duration.ofSeconds(1), 0.5, null);
  private static final String STRANGER = "+12025550187";

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
  private final Supervisor supervisor = new Supervisor(line);

  private static AnnouncementSwitched told(
      LineUnderTest line, boolean on, @Nullable Instant until, String author, String reason) {
    return new AnnouncementSwitched(LineUnderTest.LINE, line.now(), on, until, author, reason);
  }

  @Test
  void whoeverIsLetInHearsItUntilItIsSwitchedOff() {
    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ADMIT);
    Instant until = line.now().plus(Duration.ofHours(4));

    assertThat(supervisor.announces(true, until))
        .containsExactly(told(line, true, until, Supervisor.NAME, Supervisor.REASON));
    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ANNOUNCE);

    assertThat(supervisor.announces(false, null))
        .containsExactly(told(line, false, null, Supervisor.NAME, Supervisor.REASON));
    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void itEndsByItselfAndThatIsTold() {
    Instant until = line.now().plus(Duration.ofHours(1));
    supervisor.announces(true, until);
    assertThat(line.decider().nextDue()).hasValue(until);

    line.timeIs(until);
    line.tick();

    assertThat(line.said(AnnouncementSwitched.class))
        .endsWith(told(line, false, null, "", "its time is over"));
    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void nobodyCanLeaveItOnForEver() {
    supervisor.announces(true, line.now().plus(Duration.ofDays(365)));

    assertThat(line.said(AnnouncementSwitched.class).getFirst().until())
        .isEqualTo(line.now().plus(Duration.ofHours(72)));
  }

  @ParameterizedTest
  @EnumSource
  void itIsSaidWhateverTheDefenceDoes(Defence defence) {
    supervisor.switches(defence);
    supervisor.announces(true, null);

    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ANNOUNCE);
  }

  @Test
  void aCertaintyIsRefusedAllTheSame() {
    supervisor.lists(STRANGER, ListKind.BLOCK, null);
    supervisor.announces(true, null);

    assertThat(line.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void itOutlivesARestart() {
    supervisor.announces(true, null);
    LineUnderTest restarted = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
    restarted.decider().restore(line.decider().snapshot());

    assertThat(restarted.call(STRANGER).arrival().verdict()).isEqualTo(Verdict.ANNOUNCE);
  }

  /// Ten callers a second from all over, who are heard and key nothing.
  private List<VerdictReached> rushOfPeopleCalled() {
    for (int i = 0; i < 1_200; i++) {
      callsBack(i);
      line.passTime(Duration.ofMillis(100));
    }
    return java.util.stream.IntStream.range(1_200, 1_300).mapToObj(this::callsBack).toList();
  }

  private VerdictReached callsBack(int i) {
    Call call = line.call("+1307" + (2_000_000 + i * 7_919 % 7_999_999));
    line.keys(call, "language", null, 12);
    line.keys(call, "purpose", null, 10);
    VerdictReached verdict = line.join(call, SPEECH);
    line.hangUp(call, false);
    return verdict;
  }

  @Test
  void withoutItPeopleWhoCallBackAllAtOnceAreChallenged() {
    assertThat(rushOfPeopleCalled())
        .extracting(VerdictReached::verdict)
        .contains(Verdict.CHALLENGE);
  }

  @Test
  void whileItIsSaidPeopleWhoCallBackAreNeitherChallengedNorRefused() {
    supervisor.announces(true, null);

    assertThat(rushOfPeopleCalled())
        .extracting(VerdictReached::verdict)
        .containsOnly(Verdict.ADMIT);
  }

  @Test
  void whileItIsSaidMachinesThatAreNeverHeardAreStillChallenged() {
    supervisor.announces(true, null);
    VerdictReached last = line.playMachine(line.call(STRANGER));
    for (int i = 0; i < 600; i++) {
      last = line.playMachine(line.call("+1307" + (2_000_000 + i * 7_919 % 7_999_999)));
      line.passTime(Duration.ofMillis(100));
    }

    assertThat(last.verdict()).isEqualTo(Verdict.CHALLENGE);
  }

  @Test
  void aKeyThatComesAfterTheAnnouncementIsNoKeyAtATellingTime() {
    supervisor.announces(true, null);
    for (int i = 0; i < 300; i++) {
      Call call = line.call("+16125" + (100_000 + i * 971 % 899_999));
      // All of them wait for the announcement's end.
      line.keys(call, "language", "1", 26);
      line.keys(call, "purpose", "1", 4 + i % 9);
      VerdictReached verdict = line.join(call, SPEECH);
      assertThat(verdict.reasons()).noneMatch(reason -> reason.name().equals("language-key-time"));
      line.hangUp(call, true);
      line.passTime(Duration.ofSeconds(2));
    }
  }
}
