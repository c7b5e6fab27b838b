package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TicketOutcome;

final class SnapshotReconcilerTest {

  private final LineFixture line = LineFixture.withAgents("ann:en", "bob:en");

  @Test
  void aCallerWhoIsNoLongerThereLosesTheTicket() {
    line.joins("1");
    line.joins("2");
    line.after(10);
    TicketClosed closed =
        only(line.snapshot(List.of(line.live("2", null)), List.of()), TicketClosed.class);
    assertThat(closed.ticket()).isEqualTo(LineFixture.ticket("1"));
    assertThat(closed.outcome()).isEqualTo(TicketOutcome.ABANDONED);
  }

  @Test
  void aCallerWhoJoinedWhileTheSnapshotWasTakenIsKept() {
    line.joins("1");
    line.after(1);
    assertThat(all(line.snapshot(List.of(), List.of()), TicketClosed.class)).isEmpty();
  }

  @Test
  void aSnapshotOfOneAsteriskSaysNothingOfAnothersCallers() {
    line.joins("1");
    line.after(60);
    line.feed(
        new SnapshotTaken(
            line.now, line.now, LineFixture.POOL, "rf2", List.of(), List.of(), List.of(), null));
    line.feed(
        new SnapshotTaken(
            line.now, line.now, LineFixture.POOL, "rf", List.of(), List.of(), List.of(), null));
    assertThat(all(line.said, TicketClosed.class)).isEmpty();
  }

  @Test
  void aTalkWeMissedIsTakenUp() {
    line.ready("ann");
    line.joins("1");
    OfferCall offer = line.offerOf("1");
    line.rings(offer);
    line.after(10);

    line.snapshot(
        List.of(line.live("1", offer.offer())), List.of(new LiveOffer(offer.offer(), true)));
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
  }

  @Test
  void aTalkOfAnOfferWeGaveUpIsTakenUpAndTheLaterOfferWithdrawn() {
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    OfferCall lost = line.offerOf("1");
    line.after(3.1);
    OfferCall second = line.offerOf("1");
    line.rings(second);
    line.after(10);

    List<Message> answers =
        line.snapshot(
            List.of(line.live("1", lost.offer())), List.of(new LiveOffer(lost.offer(), true)));

    assertThat(only(answers, WithdrawOffer.class).offer()).isEqualTo(second.offer());
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
    assertThat(line.stateOf("bob").state()).isEqualTo(AgentState.READY);
  }

  @Test
  void anOfferThatNoLongerExistsIsMadeElsewhere() {
    line.ready("ann");
    line.after(1);
    line.ready("bob");
    line.joins("1");
    line.rings(line.offerOf("1"));
    line.after(10);
    assertThat(offers(line.snapshot(List.of(line.live("1", null)), List.of())))
        .containsExactly("1>bob");
  }

  @Test
  void anOfferMadeWhileTheSnapshotWasTakenIsLeftAlone() {
    line.joins("1");
    line.after(60);
    line.ready("ann");
    line.after(1);
    List<Message> answers = line.snapshot(List.of(line.live("1", null)), List.of());
    assertThat(all(answers, WithdrawOffer.class)).isEmpty();
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.OFFERED);
  }

  @Test
  void aTalkThatBeganWhileTheSnapshotWasTakenGoesOn() {
    line.ready("ann");
    line.joins("1");
    line.after(1);
    line.rings(line.offerOf("1"));
    line.after(9);
    line.connects(line.offerOf("1"));
    line.after(1);
    line.snapshot(List.of(line.live("1", null)), List.of());
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.TALKING);
  }

  @Test
  void aTalkThatEndedUnheardFreesTheAgentAndTheCallerIsBackInLineWithTheNextSnapshot() {
    line.ready("ann");
    line.joins("1");
    line.connects(line.offerOf("1"));
    line.after(100);

    line.snapshot(List.of(line.live("1", null)), List.of());
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
    line.after(15);
    assertThat(offers(line.ready("bob"))).isEmpty();
    assertThat(offers(line.snapshot(List.of(line.live("1", null)), List.of())))
        .containsExactly("1>bob");
  }

  @Test
  void whoHungUpWhileNobodyListenedIsGone() {
    line.joins("1");
    line.after(1);
    SnapshotTaken.Gone gone =
        new SnapshotTaken.Gone(LineFixture.id("1"), LineFixture.ticket("1"), line.now, 16);
    line.feed(
        new SnapshotTaken(
            line.now,
            line.now,
            LineFixture.POOL,
            LineFixture.SYSTEM,
            List.of(),
            List.of(),
            List.of(gone),
            null));
    assertThat(all(line.said, TicketClosed.class)).hasSize(1);
  }

  @Test
  void aTicketClosedBySnapshotInErrorIsGivenBackWhenTheCallerSpeaks() {
    line.after(5);
    line.joins("1");
    line.after(5);
    line.snapshot(List.of(), List.of());
    line.after(5);
    line.feed(
        line.reached("1", "en", LineFixture.START.plusSeconds(5), LineFixture.ticket("1"), false));
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }
}
