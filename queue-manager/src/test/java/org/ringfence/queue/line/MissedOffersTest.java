package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketOutcome;

final class MissedOffersTest {

  @Test
  void aCallNotAnsweredIsOfferedElsewhereAtOnceAndTheFirstAgentIsNotRungAgain() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    line.rings(line.offerOf("1"));
    line.after(20);

    List<Message> answers = line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);
    assertThat(offers(answers)).containsExactly("1>bob");

    line.rings(line.offerOf("1"));
    line.after(6);
    assertThat(offers(line.fails(line.offerOf("1"), OfferFailure.DECLINED)))
        .as("ann has rested, so a caller nobody else takes comes back to her")
        .containsExactly("1>ann");
  }

  @Test
  void whileOthersAreReadyWhoMissedACallerIsNotRungForThatCaller() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en", "cat:en");
    line.ready("ann");
    line.joins("1");
    line.after(1);
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);
    line.after(1);
    line.ready("bob");
    line.rings(line.offerOf("1"));
    line.after(10);
    line.ready("cat");

    assertThat(offers(line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER)))
        .as("ann is idle longer than cat, but missed this caller")
        .containsExactly("1>cat");
  }

  @Test
  void anAgentAloneIsNotRungAgainAtOnceAndIsPausedAfterTheThirdMiss() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    for (int miss = 1; miss <= 2; miss++) {
      assertThat(offers(line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER))).isEmpty();
      assertThat(offers(line.after(4.9))).isEmpty();
      assertThat(offers(line.after(0.2))).containsExactly("1>ann");
    }
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);

    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.PAUSED);
    assertThat(line.stateOf("ann").reason()).isEqualTo("missed calls");
    assertThat(offers(line.after(300))).isEmpty();
    assertThat(offers(line.asks("ann", AgentState.READY))).containsExactly("1>ann");
  }

  @Test
  void theCallerKeepsThePlaceOverAMiss() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.joins("1");
    line.joins("2");
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);
    assertThat(offers(line.ready("bob"))).containsExactly("1>bob");
  }

  @Test
  void anOfferThatIsNeverHeardToRingIsLostWithdrawnAndMadeElsewhere() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    OfferCall first = line.offerOf("1");

    assertThat(line.after(2.9)).noneMatch(WithdrawOffer.class::isInstance);
    List<Message> answers = line.after(0.2);
    assertThat(only(answers, WithdrawOffer.class).offer()).isEqualTo(first.offer());
    assertThat(offers(answers)).containsExactly("1>bob");
  }

  @Test
  void anOfferThatRangAndOfWhichNothingIsHeardIsLostAfterTheRingTime() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    line.after(1);
    line.rings(line.offerOf("1"));

    assertThat(offers(line.after(21.9))).isEmpty();
    assertThat(offers(line.after(0.2))).containsExactly("1>bob");
  }

  @Test
  void silenceWhileWeWereAwayOurselvesIsNotHeldAgainstAnOffer() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    line.now = line.now.plusSeconds(12);

    assertThat(line.feed(line.tick())).noneMatch(WithdrawOffer.class::isInstance);
    line.after(1);
    line.connects(line.offerOf("1"));
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
  }

  @Test
  void anOfferLostWhileWeWereAwayIsNotMadeElsewhereBeforeTheCallerIsKnownToBeInLine() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    line.now = line.now.plusSeconds(12);
    line.feed(line.tick());
    assertThat(offers(line.after(20))).isEmpty();
    assertThat(offers(line.asksWait("1"))).containsExactly("1>bob");
  }

  @Test
  void anUnreachablePhoneIsNotRungUntilItIsBack() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    line.fails(line.offerOf("1"), OfferFailure.UNREACHABLE);
    assertThat(offers(line.after(120))).isEmpty();
    assertThat(line.stateOf("ann").phoneReachable()).isFalse();

    assertThat(offers(line.phone("ann", true))).containsExactly("1>ann");
  }

  @Test
  void aCallerWhoHangsUpWhileAPhoneRingsCostsTheAgentNoTurn() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");

    List<Message> answers = line.hangsUp("1");

    assertThat(only(answers, WithdrawOffer.class).agent().value()).isEqualTo("ann");
    assertThat(only(answers, TicketClosed.class).outcome()).isEqualTo(TicketOutcome.ABANDONED);
    assertThat(offers(line.joins("2"))).containsExactly("2>ann");
  }

  @Test
  void whenTheFenceFindsNobodyTheCallerIsNotOfferedUntilSeenInLineAgain() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.ready("bob");
    line.joins("1");
    assertThat(offers(line.fails(line.offerOf("1"), OfferFailure.CALLER_GONE))).isEmpty();
    line.after(5);
    assertThat(offers(line.asksWait("1"))).hasSize(1);
  }

  @Test
  void anOfferGivenUpThatConnectsAllTheSameIsTheTalk() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    OfferCall lost = line.offerOf("1");
    line.after(3.1);
    OfferCall second = line.offerOf("1");
    assertThat(second.agent().value()).isEqualTo("bob");

    List<Message> answers = line.connects(lost);

    assertThat(only(answers, WithdrawOffer.class).offer()).isEqualTo(second.offer());
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
    assertThat(line.stateOf("bob").state()).isEqualTo(AgentState.READY);
    line.fails(second, OfferFailure.CLAIM_LOST);
    line.ends(lost, TalkEnd.AGENT_HUNG_UP);
    assertThat(all(line.said, TicketClosed.class)).hasSize(1);
  }

  @Test
  void aPhoneThatNeverRangIsNotTriedAgainUntilItIsBack() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    OfferCall silent = line.offerOf("1");
    assertThat(only(line.after(3.1), WithdrawOffer.class).offer()).isEqualTo(silent.offer());

    line.fails(silent, OfferFailure.UNREACHABLE);

    assertThat(line.stateOf("ann").phoneReachable()).isFalse();
    assertThat(offers(line.after(60))).isEmpty();
    assertThat(offers(line.phone("ann", true))).containsExactly("1>ann");
  }

  @Test
  void aPhoneThatDidNotRingOnceIsTriedAgainThoughNobodySaysThatItIsBack() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    line.fails(line.offerOf("1"), OfferFailure.UNREACHABLE);
    LineFixture restarted = LineFixture.withAgents("ann:en");
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;

    assertThat(offers(line.after(AgentDesk.PHONE_RETRY.toMillis() / 1000.0)))
        .containsExactly("1>ann");
    assertThat(offers(restarted.after(AgentDesk.PHONE_RETRY.toMillis() / 1000.0)))
        .containsExactly("1>ann");
  }

  @Test
  void oldNewsOfAPhoneThatComesLateChangesNothing() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    Instant gone = line.now.plusSeconds(1);
    line.after(2);
    line.phone("ann", true);

    line.feed(new AgentPhoneChanged(new AgentId("ann"), gone, LineFixture.POOL, false));

    assertThat(line.stateOf("ann").phoneReachable()).isTrue();
  }

  @Test
  void aPhoneThatAsteriskCallsGoneIsNotTriedAgain() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    line.fails(line.offerOf("1"), OfferFailure.UNREACHABLE);
    line.phone("ann", false);

    assertThat(offers(line.after(2 * AgentDesk.PHONE_RETRY.toMillis() / 1000.0))).isEmpty();
  }

  @Test
  void aLateRepetitionOfAnOldConnectionMovesNobody() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.joins("1");
    OfferCall first = line.offerOf("1");
    line.connects(first);
    line.after(30);
    line.ends(first, TalkEnd.AGENT_LEG_BROKE);
    line.after(1);
    line.returns("1");
    line.ready("bob");
    OfferCall second = line.offerOf("1");

    assertThat(line.connects(first)).isEmpty();

    line.connects(second);
    assertThat(line.stateOf("bob").state()).isEqualTo(AgentState.TALKING);
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
  }

  @Test
  void theTimeFromFreeToRingingCountsFromWhenAnOfferBecamePossible() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);
    line.after(5);
    assertThat(line.offerOf("1").freeSince()).isEqualTo(line.now);
  }

  @Test
  void anAgentWhoTalksIsNeverOfferedASecondCaller() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.joins("1");
    line.joins("2");
    line.connects(line.offerOf("1"));
    line.asks("ann", AgentState.READY);
    line.phone("ann", false);
    line.phone("ann", true);
    line.after(600);
    assertThat(offers(line.said)).containsExactly("1>ann");
  }
}
