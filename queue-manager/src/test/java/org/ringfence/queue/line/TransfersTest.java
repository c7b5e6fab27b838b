package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketEpisode;

/// Callers who are passed on by an agent.
final class TransfersTest {

  private final LineFixture line = LineFixture.withAgents("ann:en", "bob:en+billing");

  @BeforeEach
  void annTalksAndOthersWait() {
    line.ready("ann");
    line.joins("1");
    line.rings(line.offerOf("1"));
    line.connects(line.offerOf("1"));
    line.after(5);
    line.joins("2");
    line.after(5);
  }

  private List<Message> passesOn(String queue, String skill) {
    return line.feed(
        new TransferCaller(
            new AgentId("ann"),
            line.now,
            LineFixture.POOL,
            new QueueName(queue),
            List.of(new Skill(skill))));
  }

  private void theLegIsHungUp() {
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    line.returns("1");
  }

  @Test
  void theCallerKeepsThePlaceAndIsServedByWhomeverTheNewNeedsAsk() {
    OfferCall talk = line.offerOf("1");
    TicketTransferred said = only(passesOn("enroll", "billing"), TicketTransferred.class);
    assertThat(said.offer()).isEqualTo(talk.offer());
    theLegIsHungUp();
    line.ready("bob");
    assertThat(offers(line.said)).as("before who came later").endsWith("1>bob");
    assertThat(line.offerOf("1").story())
        .extracting(TicketEpisode::kind, TicketEpisode::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TicketEpisode.Kind.TRANSFERRED, "enroll by ann"));
  }

  @Test
  void theAgentWhoPassedTheCallerOnWrapsUpLikeAfterAnyTalk() {
    passesOn("enroll", "billing");
    theLegIsHungUp();
    assertThat(line.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
    line.after(31);
    assertThat(offers(line.said)).endsWith("2>ann");
  }

  @Test
  void aTransferOutlivesARestart() {
    passesOn("enroll", "billing");
    LineFixture restarted = LineFixture.withAgents("ann:en", "bob:en+billing");
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;
    restarted.said.addAll(line.said);
    restarted.ends(restarted.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    restarted.returns("1");
    restarted.ready("bob");
    assertThat(offers(restarted.said)).endsWith("1>bob");
    assertThat(restarted.offerOf("1").story()).hasSize(1);
  }

  @Test
  void toAQueueThatIsNotAndWithoutATalkNothingHappens() {
    assertThat(all(passesOn("nowhere", "billing"), TicketTransferred.class)).isEmpty();
    line.ends(line.offerOf("1"), TalkEnd.AGENT_HUNG_UP);
    assertThat(all(passesOn("enroll", "billing"), TicketTransferred.class)).isEmpty();
  }
}
