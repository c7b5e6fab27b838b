package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.Attestation;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// Numbers that a supervisor allows and blocks on the board.
class BoardListsTest {

  private static final String NUMBER = "+16125550111";
  private static final PhoneNumber NAMED = PhoneNumber.of(NUMBER);

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
  private final Supervisor supervisor = new Supervisor(line);

  private NumberListed listed(ListKind list, Instant expires) {
    return new NumberListed(
        NAMED, line.now(), LineUnderTest.LINE, list, Supervisor.NAME, Supervisor.REASON, expires);
  }

  private NumberUnlisted unlisted(ListKind list, String author, String reason) {
    return new NumberUnlisted(NAMED, line.now(), LineUnderTest.LINE, list, author, reason);
  }

  private OpenDoor opened() {
    return new OpenDoor(NAMED, line.now(), LineUnderTest.LINE);
  }

  private Verdict verdictOf(String number) {
    return line.call(number).arrival().verdict();
  }

  @Test
  void aBlockedNumberIsRefusedAndItsReasonNamesWhoBlockedIt() {
    assertThat(supervisor.lists(NUMBER, ListKind.BLOCK, null))
        .containsExactly(
            new NumberListed(
                NAMED,
                line.now(),
                LineUnderTest.LINE,
                ListKind.BLOCK,
                Supervisor.NAME,
                Supervisor.REASON,
                null));

    VerdictReached verdict = line.call(NUMBER).arrival();
    assertThat(verdict.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(verdict.reasons())
        .filteredOn(Reason::certain)
        .extracting(Reason::name, Reason::detail)
        .containsExactly(tuple("blocked", "blocked by sue: looked into it"));
    assertThat(verdictOf("+16125550112")).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aBlockHoldsHoweverTheNumberIsWrittenAndWhateverVouchesForIt() {
    supervisor.lists("6125550111", ListKind.BLOCK, null);

    assertThat(verdictOf("16125550111")).isEqualTo(Verdict.REJECT);
    assertThat(line.call(NUMBER, Attestation.A).arrival().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void aBlockedNumberIsPushedToTheDoorOnceForEachAttestationWhileItHolds() {
    supervisor.lists(NUMBER, ListKind.BLOCK, null);
    for (int i = 0; i < 5; i++) {
      line.call(NUMBER, Attestation.A);
      line.call(NUMBER, Attestation.C);
      line.passTime(Duration.ofSeconds(1));
    }
    assertThat(line.said(RefuseAtDoor.class))
        .extracting(RefuseAtDoor::attestation)
        .containsExactly(Attestation.A, Attestation.C);
    assertThat(line.said(RefuseAtDoor.class).getFirst())
        .isEqualTo(
            new RefuseAtDoor(
                NAMED,
                LineUnderTest.START,
                LineUnderTest.LINE,
                Attestation.A,
                LineUnderTest.START.plus(DoorKeeper.HELD),
                null));

    line.timeIs(LineUnderTest.START.plus(DoorKeeper.HELD));
    line.call(NUMBER, Attestation.A);

    assertThat(line.said(RefuseAtDoor.class)).hasSize(3);
  }

  @Test
  void aCallWithAWrongSignatureIsRefusedAndPushesNothing() {
    supervisor.lists(NUMBER, ListKind.BLOCK, null);

    assertThat(line.call(NUMBER, Attestation.FAILED).arrival().verdict()).isEqualTo(Verdict.REJECT);

    assertThat(line.said(RefuseAtDoor.class)).isEmpty();
  }

  @Test
  void anAllowedNumberIsLetInAtOnceWhateverSpeaksAgainstIt() {
    line.pressToRed();
    line.callUntilRefused(NUMBER);

    assertThat(supervisor.lists(NUMBER, ListKind.ALLOW, line.now().plusSeconds(60)))
        .containsExactly(listed(ListKind.ALLOW, line.now().plusSeconds(60)), opened());

    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.ADMIT);
    assertThat(verdictOf("+16515550142")).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void anAllowedNumberIsLetInThoughAFileSaysThatItNeverCalls() {
    assertThat(verdictOf("+18005550199")).isEqualTo(Verdict.REJECT);

    supervisor.lists("+18005550199", ListKind.ALLOW, null);

    assertThat(verdictOf("+18005550199")).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aBlockOnTheBoardIsNewerThanTheAllowListInTheFile() {
    assertThat(verdictOf("+16515550142")).isEqualTo(Verdict.ADMIT);

    supervisor.lists("+16515550142", ListKind.BLOCK, null);

    assertThat(verdictOf("+16515550142")).isEqualTo(Verdict.REJECT);
  }

  @Test
  void whatIsSaidLaterReplacesWhatWasSaidAndIsNotToldAsGone() {
    supervisor.lists(NUMBER, ListKind.BLOCK, line.now().plusSeconds(60));
    supervisor.lists(NUMBER, ListKind.ALLOW, null);
    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.ADMIT);

    line.passTime(Duration.ofSeconds(61));
    line.tick();

    assertThat(line.said(NumberUnlisted.class)).isEmpty();
    supervisor.lists(NUMBER, ListKind.BLOCK, null);
    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.REJECT);
  }

  @Test
  void anEntryEndsOnTheTickThatTheLineAskedForAndNobodyIsItsAuthor() {
    assertThat(line.decider().nextDue()).isEmpty();
    Instant end = line.now().plus(Duration.ofHours(1));
    supervisor.lists(NUMBER, ListKind.BLOCK, end);
    assertThat(line.decider().nextDue()).contains(end);

    line.timeIs(end.minusMillis(1));
    line.tick();
    assertThat(line.said(NumberUnlisted.class)).isEmpty();
    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.REJECT);
    line.timeIs(end);
    line.tick();

    assertThat(line.said(NumberUnlisted.class))
        .containsExactly(unlisted(ListKind.BLOCK, "", "expired"));
    assertThat(line.decider().nextDue()).isEmpty();
    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void anEntryThatEndsBetweenTwoMillisecondsEndsOnTheFirstTickAskedFor() {
    supervisor.lists(NUMBER, ListKind.BLOCK, line.now().plusSeconds(60).plusNanos(500_000));

    line.timeIs(line.decider().nextDue().orElseThrow());
    line.tick();

    assertThat(line.said(NumberUnlisted.class)).hasSize(1);
    assertThat(line.decider().nextDue()).isEmpty();
  }

  @Test
  void theDoorIsOpenedWhenABlockEndsByItself() {
    Instant end = line.now().plusSeconds(60);
    supervisor.lists(NUMBER, ListKind.BLOCK, end);
    line.timeIs(end.minusMillis(1));
    line.call(NUMBER);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(1);

    line.timeIs(end);
    line.tick();

    assertThat(line.said(OpenDoor.class)).containsExactly(opened());
  }

  @Test
  void aNumberTakenOffTheListIsToldWithItsAuthorAndItsDoorIsOpened() {
    supervisor.lists(NUMBER, ListKind.BLOCK, null);
    line.call(NUMBER);

    assertThat(supervisor.unlists(NUMBER))
        .containsExactly(unlisted(ListKind.BLOCK, Supervisor.NAME, Supervisor.REASON), opened());

    assertThat(verdictOf(NUMBER)).isEqualTo(Verdict.ADMIT);
    supervisor.lists(NUMBER, ListKind.BLOCK, null);
    line.call(NUMBER);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(2);
  }

  @Test
  void whatIsOnNoListIsNotTakenOff() {
    assertThat(supervisor.unlists(NUMBER)).isEmpty();
    supervisor.lists(NUMBER, ListKind.ALLOW, null);
    supervisor.unlists(NUMBER);

    assertThat(supervisor.unlists(NUMBER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anonymous", "ext 12", "+1900*", "911"})
  void whatIsNoNumberIsNotListedAndNotReleased(String nobody) {
    assertThat(supervisor.lists(nobody, ListKind.BLOCK, null)).isEmpty();
    assertThat(supervisor.lists(nobody, ListKind.ALLOW, null)).isEmpty();
    assertThat(supervisor.releases(nobody)).isEmpty();
    assertThat(supervisor.unlists(nobody)).isEmpty();

    line.call(nobody);

    assertThat(line.said(RefuseAtDoor.class)).isEmpty();
  }

  @Test
  void theEntryThatMakesRoomIsToldAsGone() {
    Instant never = Instant.parse("2030-01-01T00:00:00Z");
    supervisor.lists(NUMBER, ListKind.BLOCK, never);
    for (int i = 1; i < BoardList.MAX; i++) {
      supervisor.lists("+1507" + (2_000_000 + i), ListKind.ALLOW, never);
    }
    assertThat(line.said(NumberUnlisted.class)).isEmpty();

    List<Message> answers = supervisor.lists("+16125550112", ListKind.BLOCK, never);

    assertThat(answers).contains(unlisted(ListKind.BLOCK, "", "no room"), opened());
  }
}
