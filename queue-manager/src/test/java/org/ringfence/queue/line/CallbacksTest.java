package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.id;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;
import static org.ringfence.queue.line.LineFixture.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketOutcome;

/// Callers who choose to be called back.
final class CallbacksTest {

  private static final String OURS = "+16125550101";
  private static final CallbackRules RULES = rules(CallbackRules.First.AGENT, 10, 300, 200);

  private LineFixture line = withRules(RULES);

  private static CallbackRules rules(
      CallbackRules.First first, int mostPerBlock, int mostPerHour, double spendLimit) {
    return new CallbackRules(
        true,
        first,
        Duration.ZERO,
        0,
        Duration.ofSeconds(30),
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        3,
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(4),
        Set.of("612", "651"),
        mostPerBlock,
        mostPerHour,
        new CallbackRules.Spending(spendLimit, 1, 0.5),
        true);
  }

  private static LineFixture withRules(CallbackRules rules) {
    return LineFixture.withPlaces(new PlaceRules(Duration.ofMinutes(5), rules), "ann:en", "bob:en");
  }

  private TicketPlaced joins(String call) {
    return joins(call, "+1612555010" + call);
  }

  private TicketPlaced joins(String call, String number) {
    return only(
        line.feed(line.reachedBy(call, number, Attestation.A, Privacy.NONE, "1234")),
        TicketPlaced.class);
  }

  private CallbackAnswer asks(String call, String number) {
    return only(
            line.feed(
                new CallbackAsked(
                    id(call),
                    line.now,
                    LineFixture.POOL,
                    ticket(call),
                    new LineId("16515550100"),
                    PhoneNumber.of(number))),
            CallbackTold.class)
        .answer();
  }

  /// Ann is at work and talks to somebody, so that callers wait.
  private void everybodyIsBusy() {
    line.ready("ann");
    joins("9");
    line.rings(line.offerOf("9"));
    line.connects(line.offerOf("9"));
    line.after(10);
  }

  private void annIsDone() {
    line.ends(line.offerOf("9"), TalkEnd.AGENT_HUNG_UP);
    line.asks("ann", AgentState.READY);
  }

  /// Caller 1 is promised a callback and hangs up; caller 2 waits behind.
  private void oneIsPromised() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(1);
    joins("2");
    line.after(30);
    assertThat(asks("1", OURS)).isEqualTo(CallbackAnswer.AGREED);
    line.after(5);
    line.hangsUp("1");
    line.after(60);
  }

  private DialCallback dialed() {
    List<DialCallback> all = all(line.said, DialCallback.class);
    assertThat(all).isNotEmpty();
    return all.getLast();
  }

  private List<Message> pressesTheKey(DialCallback attempt) {
    QueueReached reached =
        new QueueReached(
            attempt.call(),
            line.now,
            LineFixture.POOL,
            LineFixture.QUEUE,
            attempt.ticket(),
            attempt.since(),
            attempt.line(),
            attempt.number(),
            Attestation.UNSIGNED,
            "en",
            List.of(),
            "PJSIP/trunk-back",
            false,
            0,
            true,
            null);
    return line.feed(reached);
  }

  private List<Message> ends(DialCallback attempt, CallbackResult result) {
    return line.feed(
        new CallbackEnded(attempt.call(), line.now, LineFixture.POOL, attempt.ticket(), result));
  }

  private static CallerOptions options(TicketPlaced placed) {
    return Objects.requireNonNull(placed.options());
  }

  private boolean isOffered(String call) {
    WaitTold told = only(line.asksWait(call), WaitTold.class);
    return Objects.requireNonNull(told.options()).callback();
  }

  @Test
  void whoIsPromisedACallbackIsDialedInTurnAndServedAtTheOldPlace() {
    oneIsPromised();
    annIsDone();
    DialCallback attempt = dialed();
    assertThat(attempt.number()).isEqualTo(PhoneNumber.of(OURS));
    assertThat(attempt.ticket()).isEqualTo(ticket("1"));
    assertThat(line.stateOf("ann").state())
        .as("an agent is kept free")
        .isEqualTo(AgentState.OFFERED);
    assertThat(all(line.said, OfferCall.class)).hasSize(1);

    line.after(12);
    List<Message> answers = pressesTheKey(attempt);
    OfferCall offer = only(answers, OfferCall.class);
    assertThat(offer.call()).isEqualTo(attempt.call());
    assertThat(offer.channel()).isEqualTo("PJSIP/trunk-back");
    assertThat(offer.agent().value()).isEqualTo("ann");
    line.rings(offer);
    line.connects(offer);
    TicketClosed closed = only(line.ends(offer, TalkEnd.AGENT_HUNG_UP), TicketClosed.class);
    assertThat(closed.outcome()).isEqualTo(TicketOutcome.SERVED);
    assertThat(closed.callback()).isTrue();
  }

  @Test
  void aCallbackNeverOvertakesWhoCameBefore() {
    everybodyIsBusy();
    joins("1");
    line.after(1);
    joins("2", OURS);
    line.after(30);
    asks("2", OURS);
    line.hangsUp("2");
    line.after(60);
    annIsDone();
    assertThat(line.offerOf("1").agent().value()).isEqualTo("ann");
    assertThat(all(line.said, DialCallback.class)).isEmpty();
  }

  @Test
  void nobodyWhoCameLaterIsServedWhileACallbackHasItsTurn() {
    oneIsPromised();
    annIsDone();
    assertThat(offers(line.said)).as("only the first caller was offered").containsExactly("9>ann");
    line.ready("bob");
    assertThat(offers(line.said)).endsWith("2>bob");
  }

  @Test
  void whileTheCallerIsNotReachedOthersAreServedAndThePlaceIsKept() {
    oneIsPromised();
    annIsDone();
    ends(dialed(), CallbackResult.BUSY);
    OfferCall second = line.offerOf("2");
    assertThat(second.agent().value()).isEqualTo("ann");
    line.rings(second);
    line.connects(second);
    joins("3");
    line.after(121);
    line.ends(second, TalkEnd.AGENT_HUNG_UP);
    line.asks("ann", AgentState.READY);
    assertThat(all(line.said, DialCallback.class)).hasSize(2);
    assertThat(dialed().call()).isNotEqualTo(all(line.said, DialCallback.class).getFirst().call());
  }

  @Test
  void afterTheLastAttemptTheTicketEndsAndIsToldApart() {
    oneIsPromised();
    annIsDone();
    joins("3");
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(all(line.said, DialCallback.class)).hasSize(attempt);
      ends(dialed(), CallbackResult.NO_KEY);
      line.hangsUp("2");
      line.hangsUp("3");
      line.asks("ann", AgentState.READY);
      line.after(601);
    }
    TicketClosed closed =
        all(line.said, TicketClosed.class).stream()
            .filter(end -> end.ticket().equals(ticket("1")))
            .findFirst()
            .orElseThrow();
    assertThat(closed.outcome()).isEqualTo(TicketOutcome.CALLBACK_IN_VAIN);
    assertThat(all(line.said, DialCallback.class)).hasSize(3);
  }

  @Test
  void anAttemptOfWhichNothingIsHeardIsStoppedAndTheAgentFreed() {
    oneIsPromised();
    line.hangsUp("2");
    annIsDone();
    List<Message> answers = line.after(46);
    assertThat(only(answers, StopCallback.class).call()).isEqualTo(dialed().call());
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
    assertThat(all(line.said, WithdrawOffer.class)).as("no phone rang").isEmpty();
  }

  @Test
  void theAgentWhoLeavesWhileTheCallerIsDialedIsNotMissed() {
    oneIsPromised();
    annIsDone();
    DialCallback attempt = dialed();
    line.asks("ann", AgentState.PAUSED);
    line.ready("bob");
    // Bob takes the caller who waits; who is called back is at the front for the next one.
    assertThat(offers(line.said)).endsWith("2>bob");
    TicketPlaced placed = only(pressesTheKey(attempt), TicketPlaced.class);
    assertThat(placed.position()).isEqualTo(1);
    assertThat(placed.kept()).isTrue();
    assertThat(only(line.ready("ann"), OfferCall.class).call()).isEqualTo(attempt.call());
  }

  @Test
  void withCallerFirstTheCallerIsDialedWhenTheTurnIsNear() {
    line = withRules(rules(CallbackRules.First.CALLER, 10, 300, 200));
    oneIsPromised();
    assertThat(all(line.said, DialCallback.class)).as("five minutes ahead").isEmpty();
    line.ready("bob");
    DialCallback attempt = dialed();
    assertThat(offers(line.said)).as("no agent waits for a dial").endsWith("2>bob");
    assertThat(only(pressesTheKey(attempt), TicketPlaced.class).position()).isEqualTo(1);
    annIsDone();
    assertThat(line.offerOf("1").call()).isEqualTo(attempt.call());
  }

  @Test
  void whoCallsInAgainIsBackInLineAndIsNotCalledBack() {
    oneIsPromised();
    TicketPlaced back = joins("4", OURS);
    assertThat(back.ticket()).isEqualTo(ticket("1"));
    assertThat(back.kept()).isTrue();
    assertThat(back.position()).isEqualTo(1);
    annIsDone();
    assertThat(offers(line.said)).endsWith("4>ann");
    assertThat(all(line.said, DialCallback.class)).isEmpty();
  }

  @Test
  void whoCallsInAgainAtAnotherNodeIsRungForByThatOne() {
    oneIsPromised();
    phone("rf1", true);
    phone("rf2", false);

    // The turn may be theirs by now: the place is among those of the first call's node.
    line.feed(line.reachedBy("rf2-1.4", OURS, Attestation.A, Privacy.NONE, "1234"));
    annIsDone();
    assertThat(offers(line.said)).as("who waits at the node that has the phone").endsWith("2>ann");

    line.ends(line.offerOf("2"), TalkEnd.CALLER_HUNG_UP);
    phone("rf2", true);
    line.asks("ann", AgentState.READY);
    assertThat(line.offerOf("1").call()).isEqualTo(id("rf2-1.4"));
  }

  private void phone(String node, boolean reachable) {
    line.feed(
        new AgentPhoneChanged(new AgentId("ann"), line.now, LineFixture.POOL, reachable, node));
  }

  @Test
  void whoHearsThePromiseSaidStillHasThePlaceBeforeOthersOfTheNumber() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(30);
    asks("1", OURS);
    line.after(5);
    TicketPlaced other = joins("4", OURS);
    assertThat(other.kept()).isFalse();
    assertThat(other.ticket()).isEqualTo(ticket("4"));
    line.after(2);
    WaitTold stays = only(line.asksWait("1"), WaitTold.class);
    assertThat(stays.position()).isEqualTo(1);
    annIsDone();
    assertThat(offers(line.said)).endsWith("1>ann");
  }

  @Test
  void aHangUpThatOnlyASnapshotShowsGivesThePromisedPlaceFree() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(30);
    asks("1", OURS);
    line.after(6);
    line.snapshot(List.of(line.live("9", line.offerOf("9").offer())), List.of());
    assertThat(joins("4", OURS).ticket()).isEqualTo(ticket("1"));
  }

  @Test
  void newsOfTheWaitThatComesAfterTheHangUpCallsNoPromiseOff() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(30);
    asks("1", OURS);
    line.after(5);
    line.hangsUp("1");
    line.asksWait("1");
    line.after(60);
    annIsDone();
    assertThat(dialed().ticket()).isEqualTo(ticket("1"));
  }

  @Test
  void theAttemptOfASecondPromiseIsACallOfItsOwn() {
    oneIsPromised();
    annIsDone();
    DialCallback first = dialed();
    line.feed(line.reachedBy("4", OURS, Attestation.A, Privacy.NONE, "1234"));
    line.connects(line.offerOf("1"));
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    line.asks("ann", AgentState.PAUSED);
    line.feed(new CallerReturned(id("4"), line.now.plusSeconds(1), LineFixture.POOL, ticket("1")));
    line.after(5);
    line.feed(
        new CallbackAsked(
            id("4"),
            line.now,
            LineFixture.POOL,
            ticket("1"),
            new LineId("16515550100"),
            PhoneNumber.of(OURS)));
    line.after(5);
    line.feed(new QueuedCallEnded(id("4"), line.now, LineFixture.POOL, ticket("1"), 16));
    line.after(60);
    line.asks("ann", AgentState.READY);
    assertThat(all(line.said, DialCallback.class)).hasSize(2);
    assertThat(dialed().call()).isNotEqualTo(first.call());
    assertThat(dialed().ticket()).isEqualTo(first.ticket());
  }

  @Test
  void ofTwoAttemptsThatAreAnsweredEachHasAPlace() {
    oneIsPromised();
    annIsDone();
    DialCallback first = dialed();
    line.after(60);
    line.after(601);
    line.asks("ann", AgentState.READY);
    line.after(1);
    DialCallback second = dialed();
    assertThat(second.call()).isNotEqualTo(first.call());
    TicketPlaced one = only(pressesTheKey(first), TicketPlaced.class);
    TicketPlaced other = only(pressesTheKey(second), TicketPlaced.class);
    assertThat(one.call()).isEqualTo(first.call());
    assertThat(other.call()).isEqualTo(second.call());
    assertThat(other.ticket()).isNotEqualTo(one.ticket());
  }

  @Test
  void whoCallsInWhileBeingDialedStopsTheAttempt() {
    oneIsPromised();
    annIsDone();
    List<Message> answers =
        line.feed(line.reachedBy("4", OURS, Attestation.A, Privacy.NONE, "1234"));
    assertThat(only(answers, StopCallback.class).call()).isEqualTo(dialed().call());
    assertThat(offers(answers)).containsExactly("4>ann");
  }

  @Test
  void aKeyOnTheAnsweredCallCancelsIt() {
    oneIsPromised();
    annIsDone();
    TicketClosed closed = only(ends(dialed(), CallbackResult.CANCELLED), TicketClosed.class);
    assertThat(closed.outcome()).isEqualTo(TicketOutcome.CALLBACK_CANCELLED);
    assertThat(offers(line.said)).endsWith("2>ann");
  }

  @Test
  void whoNeverWantsToBeCalledIsNotAlsoAfterARestart() {
    oneIsPromised();
    annIsDone();
    ends(dialed(), CallbackResult.NEVER_AGAIN);
    byte[] saved = line.decider.snapshot();
    LineFixture restarted = withRules(RULES);
    restarted.decider.restore(saved);
    restarted.now = line.now;
    line = restarted;
    joins("5", OURS);
    assertThat(asks("5", OURS)).isEqualTo(CallbackAnswer.NUMBER_TAKEN);
  }

  @Test
  void oneNumberHasOneCallback() {
    oneIsPromised();
    assertThat(asks("2", OURS)).isEqualTo(CallbackAnswer.NUMBER_TAKEN);
  }

  @Test
  void aRepeatedWishIsAnsweredAsBefore() {
    oneIsPromised();
    assertThat(asks("1", OURS)).isEqualTo(CallbackAnswer.AGREED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+19005550101",
        "+16129765500",
        "+18765550101",
        "+447700900123",
        "+16124115500",
        "+1612555010",
        "911",
        "+12125550101"
      })
  void numbersThatMayNotBeCalledAreRefused(String number) {
    everybodyIsBusy();
    joins("1");
    assertThat(asks("1", number)).isEqualTo(CallbackAnswer.NUMBER_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"900", "99", "112", "6125", "211", "", "abc", "590x"})
  void areaCodesThatMustNotBeListedAreRefused(String code) {
    assertThat(CallbackRules.isAreaCode(code)).isFalse();
  }

  @Test
  void tenDigitsAreTheSameNumber() {
    everybodyIsBusy();
    joins("1");
    assertThat(asks("1", "6515550123")).isEqualTo(CallbackAnswer.AGREED);
  }

  @Test
  void aBlockOfNumbersIsCappedByTheHour() {
    line = withRules(rules(CallbackRules.First.AGENT, 2, 300, 200));
    everybodyIsBusy();
    for (int i = 1; i <= 4; i++) {
      joins("" + i, "+1651555020" + i);
    }
    assertThat(asks("1", "+16125550201")).isEqualTo(CallbackAnswer.AGREED);
    assertThat(asks("2", "+16125550202")).isEqualTo(CallbackAnswer.AGREED);
    assertThat(asks("3", "+16125550203")).isEqualTo(CallbackAnswer.LIMIT);
    assertThat(asks("3", "+16125551203")).isEqualTo(CallbackAnswer.AGREED);
    line.after(3_600);
    assertThat(asks("4", "+16125550204")).isEqualTo(CallbackAnswer.AGREED);
  }

  @Test
  void allCallbacksAreCappedByTheHourAndNotOfferedThen() {
    line = withRules(rules(CallbackRules.First.AGENT, 10, 1, 200));
    everybodyIsBusy();
    joins("1");
    assertThat(options(joins("2")).callback()).isTrue();
    asks("1", OURS);
    assertThat(asks("2", "+16125550999")).isEqualTo(CallbackAnswer.LIMIT);
    assertThat(isOffered("2")).isFalse();
  }

  @Test
  void whenEnoughWasSpentNobodyIsDialedUntilTheDayIsOver() {
    line = withRules(rules(CallbackRules.First.AGENT, 10, 300, 1));
    oneIsPromised();
    annIsDone();
    ends(dialed(), CallbackResult.NO_KEY);
    joins("3");
    assertThat(asks("3", "+16125550999")).isEqualTo(CallbackAnswer.LIMIT);
    line.hangsUp("2");
    line.hangsUp("3");
    line.asks("ann", AgentState.READY);
    line.after(1_800);
    assertThat(all(line.said, DialCallback.class)).hasSize(1);
  }

  @Test
  void divertedCallersAndLikelyMachinesAreNotOfferedOne() {
    everybodyIsBusy();
    line.joinsDiverted("1", 2, true);
    assertThat(asks("1", OURS)).isEqualTo(CallbackAnswer.NOT_OFFERED);
    assertThat(isOffered("1")).isFalse();
  }

  @Test
  void whoseAgentRingsAlreadyIsNotSentAway() {
    joins("1");
    line.ready("ann");
    assertThat(asks("1", OURS)).isEqualTo(CallbackAnswer.TOO_LATE);
    assertThat(all(line.said, WithdrawOffer.class)).isEmpty();
  }

  @Test
  void callbacksAreReportedBesideTheLiveLineAndNeverInIt() {
    oneIsPromised();
    QueueReported report = all(line.after(5), QueueReported.class).getLast();
    assertThat(report.waiting()).isEqualTo(1);
    assertThat(report.callbacks()).isEqualTo(1);
    assertThat(report.oldestCallback()).isEqualTo(Duration.ofSeconds(101));
    assertThat(report.longestWait()).isEqualTo(Duration.ofSeconds(100));
    assertThat(report.front()).hasSize(1);
    TicketPlaced next = joins("3");
    assertThat(next.position()).as("a callback comes before").isEqualTo(3);
  }

  @Test
  void aLineWithCallbacksOnlyIsReportedToo() {
    oneIsPromised();
    line.hangsUp("2");
    line.after(10);
    List<QueueReported> reports = all(line.after(20), QueueReported.class);
    assertThat(reports).isNotEmpty();
    assertThat(reports.getLast().waiting()).isZero();
    assertThat(reports.getLast().callbacks()).isEqualTo(1);
  }

  @Test
  void openCallbacksOutliveARestart() {
    oneIsPromised();
    annIsDone();
    DialCallback attempt = dialed();
    LineFixture restarted = withRules(RULES);
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now.plusSeconds(3);
    line = restarted;
    OfferCall offer = only(pressesTheKey(attempt), OfferCall.class);
    assertThat(offer.agent().value()).isEqualTo("ann");
    assertThat(offer.ticket()).isEqualTo(ticket("1"));
  }

  @Test
  void whoIsCutOffByACrashAndDoesNotCallAgainIsCalledBack() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(30);
    line.feed(
        new SnapshotTaken(
            line.now,
            line.now,
            LineFixture.POOL,
            LineFixture.SYSTEM,
            List.of(),
            List.of(),
            List.of(),
            line.now.minusSeconds(3)));
    line.after(310);
    // The talk that was cut off comes first.
    assertThat(dialed().ticket()).isEqualTo(ticket("9"));
    ends(dialed(), CallbackResult.CANCELLED);
    assertThat(dialed().number()).isEqualTo(PhoneNumber.of(OURS));
  }

  @Test
  void whoHungUpIsNotCalledBackUnasked() {
    everybodyIsBusy();
    joins("1", OURS);
    line.after(30);
    line.hangsUp("1");
    annIsDone();
    line.after(600);
    assertThat(all(line.said, DialCallback.class)).isEmpty();
  }

  @Test
  void rulesThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> new CallbackRules.Spending(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
