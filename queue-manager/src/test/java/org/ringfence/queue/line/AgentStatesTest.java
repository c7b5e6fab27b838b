package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.SignInReplaced;
import org.ringfence.events.Message;

final class AgentStatesTest {

  private static RoutedLine line() {
    return new RoutedLine()
        .queue("a", new RoutedLine.Queue())
        .agent("ann", new RoutedLine.Agent("en"));
  }

  @Test
  void everyChangeSaysHowLongTheStateBeforeLasted() {
    RoutedLine line = line();
    line.ready("ann");
    line.after(10);
    line.joins("1", "a", "en");
    line.after(2);
    line.connects("1");
    line.after(40);
    line.holds("1");
    line.after(20);
    line.resumes("1");
    line.after(5);
    line.talkEnds("1");
    line.after(30);

    assertThat(
            all(line.said, AgentStateChanged.class).stream()
                .filter(change -> change.was() != null)
                .map(change ->
                    change.was() + " " + seconds(change.lasted()) + " > " + change.state()))
        .containsExactly(
            "SIGNED_OUT null > READY",
            "READY 10 > OFFERED",
            "OFFERED 2 > TALKING",
            "TALKING 40 > HOLDING",
            "HOLDING 20 > TALKING",
            "TALKING 5 > WRAP_UP",
            "WRAP_UP 30 > READY");
    assertThat(line.stateOf("ann").since()).isEqualTo(line.now);
  }

  private static String seconds(@org.jspecify.annotations.Nullable Duration lasted) {
    return lasted == null ? "null" : "" + lasted.toSeconds();
  }

  @Test
  void aCallerOnHoldIsInATalkAndItsEndIsTheSame() {
    RoutedLine line = line();
    line.ready("ann");
    line.joins("1", "a", "en");
    line.connects("1");
    line.holds("1");
    assertThat(line.stateOf("ann").ticket()).isEqualTo(LineFixture.ticket("1"));
    line.restarts();
    assertThat(offers(line.joins("2", "a", "en"))).isEmpty();
    line.asks("ann", AgentState.PAUSED);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.HOLDING);

    line.talkEnds("1");
    line.after(30);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
  }

  @Test
  void newsOfHoldThatIsRepeatedOrOfAnEarlierTalkChangesNothing() {
    RoutedLine line = line();
    line.ready("ann");
    line.joins("1", "a", "en");
    OfferCall first = line.connects("1");
    line.holds("1");
    assertThat(line.holds("1")).isEmpty();
    line.resumes("1");
    line.talkEnds("1");
    line.asks("ann", AgentState.READY);
    line.joins("2", "a", "en");
    line.connects("2");
    assertThat(
            line.feed(
                new org.ringfence.events.OfferEvent.CallerHeld(
                    first.offer(), line.now, LineFixture.POOL, first.ticket(), first.agent())))
        .isEmpty();
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
  }

  @Test
  void wrapUpIsTheAgentsElseTheQueuesAndHoldsTowardsEveryQueue() {
    RoutedLine.Queue slow = new RoutedLine.Queue();
    slow.wrapUp = Duration.ofSeconds(90);
    RoutedLine.Agent bob = new RoutedLine.Agent("en");
    bob.wrapUp = Duration.ofSeconds(10);
    RoutedLine line =
        new RoutedLine()
            .queue("fast", new RoutedLine.Queue())
            .queue("slow", slow)
            .agent("ann", new RoutedLine.Agent("en"))
            .agent("bob", bob);
    line.ready("ann");
    line.joins("1", "slow", "en");
    line.connects("1");
    line.talkEnds("1");
    line.joins("2", "fast", "en");
    assertThat(offers(line.after(89))).isEmpty();
    assertThat(offers(line.after(1))).containsExactly("2>ann");

    line.ready("bob");
    line.joins("3", "slow", "en");
    line.connects("3");
    line.talkEnds("3");
    line.joins("4", "fast", "en");
    assertThat(offers(line.after(10))).contains("4>bob");
  }

  @Test
  void ringTimeIsTheAgentsElseTheQueues() {
    RoutedLine.Queue far = new RoutedLine.Queue();
    far.ringTime = Duration.ofSeconds(40);
    RoutedLine.Agent bob = new RoutedLine.Agent("en");
    bob.ringTime = Duration.ofSeconds(60);
    RoutedLine line =
        new RoutedLine()
            .queue("far", far)
            .agent("ann", new RoutedLine.Agent("en"))
            .agent("bob", bob);
    line.ready("ann");
    OfferCall toAnn = only(line.joins("1", "far", "en"), OfferCall.class);
    line.ready("bob");
    OfferCall toBob = only(line.joins("2", "far", "en"), OfferCall.class);

    assertThat(toAnn.ringTime()).isEqualTo(Duration.ofSeconds(40));
    assertThat(toBob.ringTime()).isEqualTo(Duration.ofSeconds(60));
    line.feed(
        new org.ringfence.events.OfferEvent.OfferRang(
            toBob.offer(), line.now, LineFixture.POOL, toBob.ticket(), toBob.agent()));
    // Ann's phone is never heard to ring; bob's may ring for a minute and the margin.
    assertThat(
            all(line.after(61), org.ringfence.events.LineDecision.WithdrawOffer.class).stream()
                .map(withdrawn -> withdrawn.agent().value()))
        .doesNotContain("bob");
    assertThat(
            all(line.after(2), org.ringfence.events.LineDecision.WithdrawOffer.class).stream()
                .map(withdrawn -> withdrawn.agent().value()))
        .contains("bob");
  }

  // Supervisors ----------------------------------------------------------------------------------

  @Test
  void aSupervisorChangesAnAgentsStateUnderTheOwnName() {
    RoutedLine line = line();
    line.ready("ann");
    line.joins("1", "a", "en");
    List<Message> answers = line.asks("ann", AgentState.PAUSED, "sue", null);

    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
    assertThat(line.stateOf("ann").by()).isEqualTo("sue");
    assertThat(only(answers, org.ringfence.events.LineDecision.WithdrawOffer.class).ticket())
        .isEqualTo(LineFixture.ticket("1"));
    assertThat(offers(line.asks("ann", AgentState.READY, "sue", null))).containsExactly("1>ann");
  }

  @Test
  void aSupervisorsWishDuringATalkWaitsAndKeepsItsAuthor() {
    RoutedLine line = line();
    line.ready("ann");
    line.joins("1", "a", "en");
    line.connects("1");
    line.asks("ann", AgentState.SIGNED_OUT, "sue", null);
    line.restarts();
    line.talkEnds("1");
    line.after(30);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.SIGNED_OUT);
    assertThat(line.stateOf("ann").by()).isEqualTo("sue");

    line.asks("ann", AgentState.READY);
    assertThat(line.stateOf("ann").by()).isNull();
  }

  @Test
  void aSupervisorWhoSaysReadyDoesNotMakeAPhoneReachable() {
    RoutedLine line = line();
    line.joins("1", "a", "en");
    assertThat(offers(line.asks("ann", AgentState.READY, "sue", null))).isEmpty();
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
    assertThat(line.stateOf("ann").phoneReachable()).isFalse();
  }

  // Sign-ins -------------------------------------------------------------------------------------

  @Test
  void ofTwoSignInsTheNewerCountsAndTheOlderIsTold() {
    RoutedLine line = line();
    line.asks("ann", AgentState.READY, null, "desk");
    SignInReplaced told =
        only(line.asks("ann", AgentState.READY, null, "laptop"), SignInReplaced.class);
    assertThat(told.session()).isEqualTo("laptop");
    assertThat(told.replaced()).isEqualTo("desk");
    line.restarts();

    List<Message> ofOlder = line.asks("ann", AgentState.PAUSED, null, "desk");
    assertThat(only(ofOlder, SignInReplaced.class).replaced()).isEqualTo("desk");
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
    line.asks("ann", AgentState.PAUSED, null, "laptop");
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
  }

  @Test
  void whoSignedOutMaySignInAnywhere() {
    RoutedLine line = line();
    line.asks("ann", AgentState.READY, null, "desk");
    line.asks("ann", AgentState.READY, null, "laptop");
    line.asks("ann", AgentState.SIGNED_OUT, null, "laptop");
    assertThat(line.asks("ann", AgentState.READY, null, "desk"))
        .noneMatch(SignInReplaced.class::isInstance);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
  }

  @Test
  void aSupervisorAndADeskPhoneReplaceNoSignIn() {
    RoutedLine line = line();
    line.asks("ann", AgentState.READY, null, "desk");
    line.asks("ann", AgentState.PAUSED, "sue", "board");
    line.asks("ann", AgentState.READY, null, null);
    assertThat(line.said).noneMatch(SignInReplaced.class::isInstance);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
  }
}
