package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.CallLabel;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// A number that was refused and that a supervisor let go.
class ReleasedNumberTest {

  private static final String NUMBER = "+12025550187";
  private static final PhoneNumber NAMED = PhoneNumber.of(NUMBER);

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
  private final Supervisor supervisor = new Supervisor(line);

  private void refused() {
    line.pressToRed();
    line.callUntilRefused(NUMBER);
  }

  @Test
  void releaseIsToldWithItsAuthorAndOpensTheDoor() {
    refused();
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);

    assertThat(supervisor.releases(NUMBER))
        .containsExactly(
            new NumberListed(
                NAMED,
                line.now(),
                LineUnderTest.LINE,
                null,
                Supervisor.NAME,
                Supervisor.REASON,
                line.now().plus(Duration.ofDays(30))),
            new OpenDoor(NAMED, line.now(), LineUnderTest.LINE));
  }

  @Test
  void theHistoryOfAReleasedNumberIsForgotten() {
    refused();
    int remembered = line.decider().rememberedNumbers();

    supervisor.releases(NUMBER);

    assertThat(line.decider().rememberedNumbers()).isEqualTo(remembered - 1);
    assertThat(line.call(NUMBER).arrival().reasons())
        .extracting(Reason::name)
        .doesNotContain("number-pressure", "language-then-silence", "identical-offsets");
  }

  @Test
  void whatAgentsSaidOfAReleasedNumberIsForgotten() {
    Call call = line.call(NUMBER);
    supervisor.labels("ana", call, NAMED, CallLabel.MACHINE);
    supervisor.labels("ben", call, NAMED, CallLabel.MACHINE);
    assertThat(line.call(NUMBER).arrival().reasons())
        .extracting(Reason::name)
        .contains("agents-say");

    supervisor.releases(NUMBER);

    assertThat(line.call(NUMBER).arrival().reasons())
        .extracting(Reason::name)
        .doesNotContain("agents-say");
  }

  @Test
  void aReleasedNumberIsNotRefusedAgainThoughItPresses() {
    refused();
    supervisor.releases(NUMBER);

    for (int i = 0; i < 200; i++) {
      Call call = line.call(NUMBER);
      assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
      VerdictReached end = line.playMachine(call);
      assertThat(end.verdict()).isNotEqualTo(Verdict.REJECT);
      line.passTime(Duration.ofMillis(300));
    }

    assertThat(line.call(NUMBER).arrival().reasons())
        .extracting(Reason::name)
        .contains("number-pressure", "language-then-silence");
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);
  }

  @Test
  void aReleaseEndsAfterThirtyDaysAndThatIsTold() {
    supervisor.releases(NUMBER);
    Instant end = line.now().plus(Duration.ofDays(30));
    assertThat(line.decider().nextDue()).contains(end);

    line.timeIs(end);
    line.tick();

    assertThat(line.said(NumberUnlisted.class)).containsExactly(unlisted("", "expired"));
    assertThat(line.decider().nextDue()).isEmpty();
    refused();
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);
  }

  private NumberUnlisted unlisted(String author, String reason) {
    return new NumberUnlisted(NAMED, line.now(), LineUnderTest.LINE, null, author, reason);
  }

  @Test
  void aReleaseThatIsTakenBackIsToldWithItsAuthorAndTheNumberIsRefusedAsBefore() {
    supervisor.releases(NUMBER);

    assertThat(supervisor.unlists(NUMBER))
        .containsExactly(unlisted(Supervisor.NAME, Supervisor.REASON));

    assertThat(supervisor.unlists(NUMBER)).isEmpty();
    refused();
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);
  }

  @Test
  void aReleaseTakesABlockOffTheBoard() {
    supervisor.lists(NUMBER, ListKind.BLOCK, null);
    assertThat(line.call(NUMBER).arrival().verdict()).isEqualTo(Verdict.REJECT);

    supervisor.releases(NUMBER);

    assertThat(line.call(NUMBER).arrival().verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aBlockAfterAReleaseCounts() {
    supervisor.releases(NUMBER);

    supervisor.lists(NUMBER, ListKind.BLOCK, null);

    assertThat(line.call(NUMBER).arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void noReleaseHelpsAgainstACertainty() {
    supervisor.releases("+16515550100");
    supervisor.releases("+18005550199");

    assertThat(line.call("+16515550100").arrival().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(line.call("+18005550199").arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void aReleasedNumberOnTheAllowListOfTheFileIsAllowedAsBefore() {
    supervisor.releases("+16515550142");

    assertThat(line.call("+16515550142").arrival().reasons())
        .extracting(Reason::name)
        .containsExactly("allow-list");
  }
}
