package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketOutcome;

final class TalksTest {

  private final LineFixture line = LineFixture.withAgents("ann:en", "bob:en");

  private void annTalksTo(String call) {
    line.joins(call);
    line.after(10);
    line.ready("ann");
    line.after(2);
    line.connects(line.offerOf(call));
    line.after(60);
  }

  @Test
  void aServedTicketTellsHowLongTheCallerWaitedAndForWhom() {
    annTalksTo("1");
    TicketClosed closed =
        only(line.ends(line.offerOf("1"), TalkEnd.AGENT_HUNG_UP), TicketClosed.class);

    assertThat(closed.outcome()).isEqualTo(TicketOutcome.SERVED);
    assertThat(closed.waited()).isEqualTo(Duration.ofSeconds(12));
    assertThat(closed.agent()).isEqualTo(line.offerOf("1").agent());
    assertThat(line.hangsUp("1")).noneMatch(TicketClosed.class::isInstance);
  }

  @Test
  void anAgentWrapsUpAndIsThenReadyUnlessAskingForSomethingElse() {
    annTalksTo("1");
    line.ends(line.offerOf("1"), TalkEnd.CALLER_HUNG_UP);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
    line.after(30);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.READY);
  }

  @Test
  void aPauseAskedForDuringATalkTakesEffectAfterIt() {
    annTalksTo("1");
    line.asks("ann", AgentState.PAUSED);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
    line.ends(line.offerOf("1"), TalkEnd.AGENT_HUNG_UP);
    line.joins("2");
    line.after(31);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
    assertThat(offers(line.said)).containsExactly("1>ann");
  }

  @Test
  void anAgentEndsTheWrapUpByPressingReady() {
    annTalksTo("1");
    line.ends(line.offerOf("1"), TalkEnd.AGENT_HUNG_UP);
    line.joins("2");
    assertThat(offers(line.asks("ann", AgentState.READY))).containsExactly("2>ann");
  }

  @Test
  void anAgentWhoPausesWhileThePhoneRingsLeavesTheCallerToOthers() {
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    List<Message> answers = line.asks("ann", AgentState.PAUSED);
    assertThat(only(answers, WithdrawOffer.class).agent().value()).isEqualTo("ann");
    assertThat(offers(answers)).containsExactly("1>bob");
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
  }

  @Test
  void aCallerWhoseAgentsPhoneBrokeIsFirstAgainOnceBackInLine() {
    annTalksTo("1");
    line.joins("2");
    line.phone("ann", false);
    assertThat(offers(line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE))).isEmpty();
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
    assertThat(line.stateOf("ann").reason()).isEqualTo("phone lost");
    line.after(0.3);
    line.returns("1");

    assertThat(offers(line.ready("bob"))).containsExactly("1>bob");
  }

  @Test
  void aCallerWhoseAgentsPhoneBrokeIsOfferedToAnotherPhoneFirst() {
    annTalksTo("1");
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    // Idle longest, but it was this phone that broke.
    line.asks("ann", AgentState.READY);
    line.after(1);
    line.ready("bob");

    assertThat(offers(line.returns("1"))).containsExactly("1>bob");
  }

  @Test
  void aReturnThatOvertakesTheEndOfTheTalkMeansTheSame() {
    annTalksTo("1");
    line.returns("1");
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
    assertThat(offers(line.ready("bob"))).containsExactly("1>bob");
  }

  @Test
  void aCallerWhoHangsUpAfterABrokenTalkCountsAsServed() {
    annTalksTo("1");
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    assertThat(only(line.hangsUp("1"), TicketClosed.class).outcome())
        .isEqualTo(TicketOutcome.SERVED);
  }

  @Test
  void aHangUpFreesTheAgentEvenIfTheEndOfTheTalkIsNeverHeard() {
    annTalksTo("1");
    line.hangsUp("1");
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
  }

  @Test
  void aHangUpBeforeTheJoinLeavesNoGhost() {
    line.ready("ann");
    line.hangsUp("1");
    assertThat(line.joins("1")).isEmpty();
    assertThat(offers(line.after(30))).isEmpty();
  }

  @Test
  void aTalkThatEndsBeforeItsBeginIsHeardIsATalk() {
    line.ready("ann");
    line.joins("1");
    var offer = line.offerOf("1");
    line.after(2);
    line.ends(offer, TalkEnd.CALLER_HUNG_UP);
    line.connects(offer);
    line.fails(offer, OfferFailure.NO_ANSWER);
    assertThat(all(line.said, TicketClosed.class)).hasSize(1);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
  }

  @Test
  void aSnapshotBetweenATalkAndTheWordOfItsEndDoesNotKeepThePlaceOfWhoWasServed() {
    line.ready("ann");
    line.joins("1");
    OfferCall offer = line.offerOf("1");
    line.rings(offer);
    line.connects(offer);
    line.after(60);
    line.snapshot(List.of(line.live("1", null)), List.of());
    List<Message> answers = line.ends(offer, TalkEnd.AGENT_HUNG_UP);
    assertThat(only(answers, TicketClosed.class).outcome()).isEqualTo(TicketOutcome.SERVED);
  }
}
