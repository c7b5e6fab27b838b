package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;

/// Diverted callers are set back by the odds that they are machines, until they are heard.
final class DivertedCallersTest {

  private static final Duration WHOLE = Duration.ofMinutes(15);

  private static Duration handicap(double machineOdds) {
    return Handicap.of(machineOdds, WHOLE);
  }

  private static int position(LineFixture line, String call) {
    return only(line.asksWait(call), WaitTold.class).position();
  }

  @Test
  void whoIsLikelierAPersonWaitsHardlyLongerAndASureMachineTheWholeHandicap() {
    assertThat(handicap(-20)).isZero();
    assertThat(handicap(-1)).isLessThan(Duration.ofSeconds(20));
    assertThat(handicap(0)).isEqualTo(WHOLE.dividedBy(8));
    assertThat(handicap(3)).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(14));
    assertThat(handicap(40)).isEqualTo(WHOLE);
  }

  @Test
  void theHandicapGrowsWithTheOddsAndIsBoundedWhateverTheyAre() {
    Duration before = Duration.ZERO;
    for (double odds = -30; odds <= 30; odds += 0.01) {
      assertThat(handicap(odds)).isBetween(before, before.plusSeconds(5));
      before = handicap(odds);
    }
    assertThat(handicap(Double.POSITIVE_INFINITY)).isEqualTo(WHOLE);
    assertThat(handicap(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(handicap(Double.NaN)).isEqualTo(handicap(0));
  }

  @Test
  void ofTwoDivertedCallersTheLikelierPersonIsServedFirst() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joinsDiverted("1", 3.9, true);
    line.after(60);
    line.joinsDiverted("2", -1, true);
    line.after(10);
    line.joins("3");

    assertThat(position(line, "3")).isEqualTo(1);
    assertThat(position(line, "2")).isEqualTo(2);
    assertThat(position(line, "1")).isEqualTo(3);
  }

  @Test
  void whoIsHeardStandsWhereEverybodyStandsWhoCameAtThatMoment() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1");
    line.after(1);
    line.joinsDiverted("2", 5, false);
    line.after(1);
    line.joins("3");
    line.joinsDiverted("4", 3.9, true);
    assertThat(position(line, "2")).isEqualTo(4);

    line.isHeard("2");

    assertThat(position(line, "2")).isEqualTo(2);
    assertThat(position(line, "3")).isEqualTo(3);
    assertThat(all(line.after(1), QueueReported.class).getLast().diverted()).isEqualTo(1);
    line.isHeard("2");
    assertThat(position(line, "2")).isEqualTo(2);
    OfferCall first = only(line.ready("ann"), OfferCall.class);
    line.connects(first);
    line.ends(first, TalkEnd.AGENT_HUNG_UP);
    OfferCall second = only(line.asks("ann", AgentState.READY), OfferCall.class);
    assertThat(second.call()).isEqualTo(LineFixture.id("2"));
    assertThat(second.why()).contains("Diverted at first, heard since");
  }

  @Test
  void whoIsHeardWhileAPhoneRingsGoesBackToTheOwnPlaceWhenItIsNotAnswered() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joinsDiverted("1", 5, false);
    line.ready("ann");
    line.after(1);
    line.joins("2");

    line.isHeard("1");
    line.asks("ann", AgentState.PAUSED);

    assertThat(position(line, "1")).isEqualTo(1);
    assertThat(offers(line.asks("ann", AgentState.READY))).containsExactly("1>ann");
  }

  @Test
  void whoIsHeardInATalkThatBreaksComesBackToTheOwnPlace() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joinsDiverted("1", 5, false);
    line.ready("ann");
    line.connects(line.offerOf("1"));
    line.after(1);
    line.joins("2");

    line.isHeard("1");
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    line.isHeard("1");
    line.after(1);
    line.returns("1");

    assertThat(position(line, "1")).isEqualTo(1);
    assertThat(position(line, "2")).isEqualTo(2);
  }

  @Test
  void aSoundOfNobodyWeKnowOfChangesNothing() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1");
    line.joinsDiverted("2", 5, false);
    line.after(1);

    assertThat(line.isHeard("7")).isEmpty();
    assertThat(
            line.feed(
                new CallerHeard(
                    LineFixture.id("1"), line.now, LineFixture.POOL, LineFixture.ticket("2"))))
        .isEmpty();
    line.feed(
        new CallerHeard(LineFixture.id("2"), line.now, LineFixture.POOL, new TicketId("other")));

    assertThat(position(line, "2")).isEqualTo(2);
    assertThat(all(line.after(5), QueueReported.class).getLast().diverted()).isEqualTo(1);
  }

  @Test
  void aSoundWhoseNewsWasLostIsLearnedFromTheNextJoinAndNeverForgotten() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joinsDiverted("1", 5, false);
    line.after(1);
    line.joins("2");

    line.feed(line.reached("1", "en", LineFixture.START, LineFixture.ticket("1"), false));
    assertThat(position(line, "1")).isEqualTo(1);
    line.feed(line.reached("1", "en", LineFixture.START, LineFixture.ticket("1"), true));
    assertThat(position(line, "1")).isEqualTo(1);
  }

  @Test
  void theOfferSaysWhetherADivertedCallerWasHeard() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.ready("bob");

    line.joinsDiverted("1", 5, false);
    line.joinsDiverted("2", 3.9, true);

    assertThat(line.offerOf("1").why()).contains("Diverted and never heard");
    assertThat(line.offerOf("2").why()).contains("Diverted, heard before the line");
  }

  @Test
  void theStandingOfEachCallerOutlivesARestart() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1");
    line.joinsDiverted("2", 5, false);
    line.joinsDiverted("3", 1, true);
    line.joinsDiverted("4", 5, false);
    line.isHeard("4");
    LineDecider restarted = LineFixture.decider(LineFixture.RULES, "ann:en");

    restarted.restore(line.decider.snapshot());

    assertThat(restarted.line().tickets.list().stream().map(Ticket::diversion))
        .containsExactly(Diversion.NONE, Diversion.UNHEARD, Diversion.HEARD, Diversion.NONE);
    assertThat(restarted.snapshot()).isEqualTo(line.decider.snapshot());
  }

  @Test
  void inTheStateOfAnEarlierReleaseADivertedCallerHasTheHandicapOnly() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1", "en", true);
    line.joins("2");
    String saved = new String(line.decider.snapshot(), StandardCharsets.UTF_8);
    String earlier =
        saved
            .replaceAll(",\"diversion\":\"[A-Z]+\"", "")
            .replaceAll(",\"talkedToUnheard\":false", "");
    assertThat(earlier).doesNotContain("diversion", "talkedToUnheard");
    LineDecider restarted = LineFixture.decider(LineFixture.RULES, "ann:en");

    restarted.restore(earlier.getBytes(StandardCharsets.UTF_8));

    List<Ticket> tickets = List.copyOf(restarted.line().tickets.list());
    assertThat(tickets.stream().map(Ticket::diversion))
        .containsExactly(Diversion.HEARD, Diversion.NONE);
    assertThat(tickets.getFirst().effective())
        .isEqualTo(LineFixture.START.plus(Handicap.of(LineFixture.LIKELY_A_MACHINE, WHOLE)));
  }
}
