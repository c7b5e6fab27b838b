package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.TalkEnd;

/// Diverted callers of whom nothing was ever heard hold no more than their share of the agents.
final class UnheardCallersTest {

  private static final int FLOOD = 10_000;

  /// All ready, idle longest first in the order of their numbers.
  private static LineFixture withReadyAgents(int count) {
    LineFixture line = withAgents(count);
    for (int i = 0; i < count; i++) {
      line.ready("agent" + i);
      line.after(0.001);
    }
    return line;
  }

  private static LineFixture withAgents(int count) {
    String[] agents = new String[count];
    for (int i = 0; i < count; i++) {
      agents[i] = "agent" + i + ":en";
    }
    return LineFixture.withAgents(agents);
  }

  /// `silent0`, `silent1` and so on.
  private static void flood(LineFixture line, int count) {
    for (int i = 0; i < count; i++) {
      line.joinsDiverted("silent" + i, -20, false);
    }
  }

  private static void talksTo(LineFixture line, String call) {
    line.rings(line.offerOf(call));
    line.connects(line.offerOf(call));
  }

  private static int held(LineFixture line) {
    return line.decider.line().agents.heldByUnheardCount();
  }

  @Test
  void anUnheardCallerIsServedAtOnceWhenAgentsAreIdle() {
    LineFixture line = LineFixture.withAgents("ann:en", "bob:en");
    line.ready("ann");
    assertThat(offers(line.joinsDiverted("1", 8, false))).containsExactly("1>ann");

    line.ready("bob");
    assertThat(offers(line.joinsDiverted("2", 8, false))).isEmpty();
    assertThat(offers(line.joins("3"))).containsExactly("3>bob");
  }

  @Test
  void theAgentIsHeldUntilTheWrapUpIsOver() {
    LineFixture line = withReadyAgents(3);
    flood(line, 2);
    talksTo(line, "silent0");
    line.after(5);

    line.ends(line.offerOf("silent0"), TalkEnd.AGENT_HUNG_UP);
    assertThat(offers(line.after(29))).isEmpty();
    assertThat(held(line)).isEqualTo(1);

    assertThat(offers(line.after(1))).containsExactly("silent1>agent1");
  }

  @Test
  void whoIsHeardInATalkHoldsNobodyAnyLonger() {
    LineFixture line = withReadyAgents(3);
    flood(line, 2);
    talksTo(line, "silent0");

    assertThat(offers(line.isHeard("silent0"))).containsExactly("silent1>agent1");
  }

  @Test
  void whoIsHeardInLineIsServedWhateverTheShare() {
    LineFixture line = withReadyAgents(3);
    flood(line, 3);

    assertThat(offers(line.isHeard("silent2"))).containsExactly("silent2>agent1");
  }

  @Test
  void whatWasHeardOfASureMachineIsNoComfort() {
    LineFixture line = withReadyAgents(3);
    line.joinsDiverted("machine", Diversion.SURELY, true);
    assertThat(line.offerOf("machine").why()).contains("never heard");
  }

  @Test
  void whereTheShareIsNoWholeAgentEverybodyElseGoesFirst() {
    LineFixture line = withAgents(1);
    line.joinsDiverted("1", -9, false);
    line.after(600);
    line.joins("2");
    line.joinsDiverted("3", 3.9, true);

    List<Message> answers = new ArrayList<>(line.ready("agent0"));
    for (String call : List.of("2", "3")) {
      line.said.addAll(answers);
      talksTo(line, call);
      line.ends(line.offerOf(call), TalkEnd.AGENT_HUNG_UP);
      answers.addAll(line.asks("agent0", AgentState.READY));
    }

    assertThat(offers(answers)).containsExactly("2>agent0", "3>agent0", "1>agent0");
  }

  @Test
  void theShareIsReckonedOfTheAgentsSignedIn() {
    LineFixture line = withReadyAgents(100);
    flood(line, 5);
    assertThat(held(line)).isEqualTo(2);

    line.joins("1");
    line.isHeard("silent0");
    assertThat(held(line)).isEqualTo(2);
    for (int i = 50; i < 99; i++) {
      line.asks("agent" + i, AgentState.SIGNED_OUT);
    }
    talksTo(line, "silent1");
    line.ends(line.offerOf("silent1"), TalkEnd.CALLER_HUNG_UP);
    line.after(31);

    assertThat(held(line)).as("51 signed in").isEqualTo(1);
  }

  @Test
  void withinTheirShareTheyAreServedInTheirTurn() {
    LineFixture line = withAgents(50);
    for (int i = 1; i < 50; i++) {
      line.asks("agent" + i, AgentState.PAUSED);
    }
    line.asks("agent0", AgentState.PAUSED);
    line.joinsDiverted("1", -20, false);
    line.after(1);
    line.joins("2");

    assertThat(offers(line.ready("agent0"))).containsExactly("1>agent0");
  }

  @Test
  void tenThousandSilentCallersDelayNobodyBeyondTheirShare() {
    LineFixture line = withReadyAgents(100);
    flood(line, FLOOD);
    talksTo(line, "silent0");
    talksTo(line, "silent1");
    line.after(3600);
    List<String> delayed = new ArrayList<>();
    int most = 0;

    for (int i = 0; i < 98; i++) {
      if (offers(line.joins("" + i)).size() != 1) {
        delayed.add("" + i);
      }
      talksTo(line, "" + i);
    }
    assertThat(delayed).as("callers who waited while 98 agents were free").isEmpty();
    for (int i = 98; i < 400; i++) {
      assertThat(offers(line.joins("" + i))).isEmpty();
      line.ends(line.offerOf("" + (i - 98)), TalkEnd.AGENT_HUNG_UP);
      line.after(30);
      assertThat(offers(line.said).getLast()).startsWith(i + ">");
      talksTo(line, "" + i);
      most = Math.max(most, held(line));
    }
    assertThat(most).isEqualTo(2);
  }

  @Test
  void positionsCountOnlyThoseWhoMayBeServedBefore() {
    LineFixture line = withAgents(100);
    flood(line, 500);
    line.after(3600);
    line.joins("1");
    line.joins("2");
    assertThat(position(line, "2")).as("nobody is signed in").isEqualTo(2);
    assertThat(position(line, "silent7")).isEqualTo(2 + 8);

    for (int i = 0; i < 100; i++) {
      line.asks("agent" + i, AgentState.PAUSED);
    }
    assertThat(position(line, "2")).as("two of 100 agents may be theirs").isEqualTo(4);
    assertThat(position(line, "silent7")).as("in their turn").isEqualTo(8);

    List<QueueReported> reports = all(line.after(10), QueueReported.class);
    assertThat(reports.getLast().waiting()).isEqualTo(502);
    assertThat(reports.getLast().diverted()).isEqualTo(500);
    assertThat(reports.getLast().front().getFirst().ticket()).isEqualTo(LineFixture.ticket("1"));
    assertThat(reports.getLast().longestWait()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void predictionsCountThemOnlyAsFarAsTheyGetAgents() {
    LineFixture line = withReadyAgents(100);
    for (int i = 0; i < 100; i++) {
      line.joins("" + i);
      talksTo(line, "" + i);
    }
    for (int i = 100; i < 150; i++) {
      line.joins("" + i);
    }
    Duration before = toldTo(line.joins("150")).expected();
    flood(line, FLOOD);
    line.after(1);
    Duration after = toldTo(line.joins("151")).expected();

    // One more is ahead, and two agents of a hundred are the others'.
    assertThat(after).isBetween(before, before.plus(before.dividedBy(20)));
    Duration silent = toldTo(line.asksWait("silent999")).expected();
    assertThat(silent).as("for two agents").isGreaterThan(before.multipliedBy(20));
  }

  @Test
  void aWaitThatDependsOnWhenNobodyElseWaitsIsNotTold() {
    LineFixture line = withReadyAgents(1);
    line.joins("1");
    assertThat(only(line.joinsDiverted("2", 5, false), TicketPlaced.class).predicted()).isNotNull();
    line.joins("3");

    assertThat(only(line.asksWait("2"), WaitTold.class).predicted()).isNull();
    assertThat(only(line.asksWait("3"), WaitTold.class).predicted()).isNotNull();
  }

  private static int position(LineFixture line, String call) {
    return only(line.asksWait(call), WaitTold.class).position();
  }

  private static PredictedWait toldTo(List<Message> answer) {
    for (Message message : answer) {
      @Nullable PredictedWait predicted =
          switch (message) {
            case TicketPlaced placed -> placed.predicted();
            case WaitTold told -> told.predicted();
            default -> null;
          };
      if (predicted != null) {
        return predicted;
      }
    }
    throw new AssertionError("nothing was predicted in " + answer);
  }

  @Test
  void theTurnOfAnOfferThatCameToNothingIsNotTakenFromOthers() {
    LineFixture line = withReadyAgents(1);
    OfferCall offer = only(line.joinsDiverted("1", 5, false), OfferCall.class);
    line.joins("2");

    line.asks(offer.agent().value(), AgentState.PAUSED);

    assertThat(held(line)).isZero();
    assertThat(offers(line.asks("agent0", AgentState.READY))).containsExactly("2>agent0");
  }
}
