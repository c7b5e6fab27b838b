package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.TalkEnd;

final class RoutingTest {

  @Test
  void aCallerIsOfferedAtOnceToAFreeAgent() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.after(40);

    OfferCall offer = only(line.joins("1"), OfferCall.class);

    assertThat(offer.agent().value()).isEqualTo("ann");
    assertThat(offer.ringTime()).isEqualTo(Duration.ofSeconds(20));
    assertThat(offer.freeSince()).isEqualTo(line.now);
    assertThat(offer.why()).contains("You are idle longest");
  }

  @Test
  void whenAllAgentsAreBusyTheFirstInLineIsServedByWhoGetsFreeFirst() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    line.ready("bob");
    for (String call : List.of("1", "2", "3", "4")) {
      line.joins(call);
      line.after(1);
    }
    line.connects(line.offerOf("1"));
    line.connects(line.offerOf("2"));
    line.after(60);

    line.ends(line.offerOf("2"), TalkEnd.AGENT_HUNG_UP);
    assertThat(offers(line.after(29))).isEmpty();
    assertThat(offers(line.after(2))).containsExactly("3>bob");
    line.connects(line.offerOf("3"));
    line.ends(line.offerOf("1"), TalkEnd.CALLER_HUNG_UP);
    assertThat(offers(line.after(30))).containsExactly("4>ann");
  }

  @Test
  void theAgentWhoIsIdleLongestIsRungFirst() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en", "cat:en");
    for (String agent : List.of("cat", "ann", "bob")) {
      line.ready(agent);
      line.after(1);
    }

    List<Message> answers = new ArrayList<>();
    for (String call : List.of("1", "2", "3")) {
      answers.addAll(line.joins(call));
    }

    assertThat(offers(answers)).containsExactly("1>cat", "2>ann", "3>bob");
  }

  @Test
  void aCallerIsOfferedOnlyToAgentsWithTheLanguage() {
    LineFixture line = LineFixture.withAgents("ann:en", "eva:en+es");
    line.ready("ann");
    line.joins("1", "es", false);
    assertThat(offers(line.said)).isEmpty();

    assertThat(offers(line.ready("eva"))).containsExactly("1>eva");
  }

  @Test
  void anAgentWithSeveralSkillsServesWhoCameFirstWhateverTheLanguage() {
    LineFixture line = LineFixture.withAgents("eva:en+es");
    line.joins("1", "en", false);
    line.after(1);
    line.joins("2", "es", false);
    assertThat(offers(line.ready("eva"))).containsExactly("1>eva");
  }

  @Test
  void aCallerWhoseLanguageNobodySpeaksIsNotLeftToWaitForEver() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    assertThat(offers(line.joins("1", "so", false))).containsExactly("1>ann");
  }

  @Test
  void divertedCallersWaitBehindOthersButNeverStarve() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1", "en", true);
    line.after(14 * 60);
    line.joins("2");
    line.after(2 * 60);
    line.joins("3");

    assertThat(offers(line.ready("ann"))).containsExactly("2>ann");
    line.connects(line.offerOf("2"));
    line.ends(line.offerOf("2"), TalkEnd.AGENT_HUNG_UP);
    assertThat(offers(line.after(31))).containsExactly("1>ann");
  }

  @Test
  void callersOfOneSecondAreServedInTheOrderAsteriskCountedThem() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("10");
    line.joins("9");
    assertThat(offers(line.ready("ann"))).containsExactly("9>ann");
  }

  @Test
  void everyCallerIsToldTheirOwnPlace() {
    LineFixture line = LineFixture.withAgents("ann:en");
    for (int i = 1; i <= 30; i++) {
      assertThat(only(line.joins("" + i), TicketPlaced.class).position()).isEqualTo(i);
    }
    line.hangsUp("4");
    assertThat(only(line.asksWait("12"), WaitTold.class).position()).isEqualTo(11);

    line.ready("ann");
    assertThat(only(line.asksWait("1"), WaitTold.class).position()).isZero();
    assertThat(only(line.asksWait("2"), WaitTold.class).position()).isEqualTo(1);
  }

  @Test
  void aRepeatedJoinGetsTheSamePlaceAndNoSecondOffer() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.joins("1");
    line.joins("2");
    QueueReached repeated = line.reached("1", "en", line.now, null, false);

    TicketPlaced again = only(line.feed(repeated), TicketPlaced.class);

    assertThat(again.ticket()).isEqualTo(LineFixture.ticket("1"));
    assertThat(again.position()).isEqualTo(1);
    assertThat(offers(line.ready("ann"))).hasSize(1);
    assertThat(line.feed(repeated)).noneMatch(OfferCall.class::isInstance);
  }

  @Test
  void aTicketWeLostIsTakenBackAtItsOldPlace() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.after(100);
    line.joins("2");
    TicketPlaced placed =
        only(
            line.feed(
                line.reached(
                    "1", "en", LineFixture.START.plusSeconds(7), LineFixture.ticket("1"), false)),
            TicketPlaced.class);

    assertThat(placed.ticket()).isEqualTo(LineFixture.ticket("1"));
    assertThat(placed.position()).isEqualTo(1);
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  @Test
  void aQueueIsReportedAtMostOnceASecondWhileItChangesAndNowAndThenWhileSomebodyWaits() {
    LineFixture line = LineFixture.withAgents("ann:en");
    List<Message> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.addAll(line.joins("" + i));
      answers.addAll(line.after(0.1));
    }
    List<QueueReported> reports = all(answers, QueueReported.class);
    assertThat(reports).hasSizeBetween(5, 6);
    line.after(1);

    List<QueueReported> idle = all(line.after(10), QueueReported.class);
    assertThat(idle).hasSizeBetween(2, 3);
    assertThat(idle.getLast().waiting()).isEqualTo(50);
    assertThat(idle.getLast().front()).hasSize(20);
    assertThat(idle.getLast().agents()).containsEntry(AgentState.SIGNED_OUT, 1);
    assertThat(idle.getLast().agents()).containsKeys(AgentState.values());
  }

  @Test
  void timesThatCannotBeBreakNothing() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.feed(line.reached("1", "en", Instant.MIN, null, true));
    line.feed(line.reached("2", "", Instant.MAX, null, true));
    Instant today = line.now;
    line.now = Instant.MAX;
    line.feed(line.tick());
    line.now = today;
    line.after(1);
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  @Test
  void anIdleLineAsksForNoTicks() {
    LineFixture line = LineFixture.withAgents("ann:en");
    line.ready("ann");
    line.after(60);
    assertThat(line.decider.nextDue()).isEmpty();
  }
}
