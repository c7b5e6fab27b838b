package org.ringfence.simulator.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.Topic;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.queue.line.LineRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.queue.prediction.PredictionRules;

/// The production line core of one pool, spoken to in its own messages. Time is nanoseconds from
/// the start of the run; agents pick up at once.
final class CoreLine {

  private static final PoolName POOL = new PoolName("main");
  static final QueueName QUEUE = new QueueName("waits");
  private static final LineId LINE = new LineId("16515550100");
  private static final Skill SKILL = new Skill("en");
  private static final int NORMAL_CLEARING = 16;

  /// Hears whom the core gives to whom.
  interface Offers extends Consumer<OfferCall> {}

  private final Instant start;
  private final LineDecider decider;
  private final Offers offers;
  private long messages;

  /// @param wrapUp time after each talk
  /// @param offers called for each offer, while the core is at rest
  CoreLine(
      Instant start,
      Set<AgentId> agents,
      Duration wrapUp,
      PredictionRules prediction,
      Offers offers) {
    this.start = start;
    this.offers = offers;
    Map<AgentId, Set<Skill>> roster = new TreeMap<>();
    agents.forEach(agent -> roster.put(agent, Set.of(SKILL)));
    decider =
        new LineDecider(POOL, rules(wrapUp), PlaceRules.NONE, prediction, roster, Set.of(QUEUE));
    for (AgentId agent : roster.keySet()) {
      feed(new AgentPhoneChanged(agent, start, POOL, true));
    }
  }

  /// Offers are always answered, so all that matters here is that reports and the memory of ended
  /// calls cost little.
  private static LineRules rules(Duration wrapUp) {
    Duration second = Duration.ofSeconds(1);
    Duration day = Duration.ofDays(1);
    return new LineRules(
        second.multipliedBy(20),
        second.multipliedBy(3),
        second.multipliedBy(2),
        3,
        second,
        second,
        wrapUp,
        Duration.ZERO,
        0.02,
        day,
        day,
        second,
        Duration.ofMinutes(1));
  }

  /// How many messages the core was fed.
  long messages() {
    return messages;
  }

  void wants(AgentId agent, AgentState state, long at) {
    feed(new ChangeAgentState(agent, instant(at), POOL, state, ""));
  }

  /// A caller reaches the line.
  ///
  /// @param creditNanos priority: stands as if it had come so much earlier
  /// @param machineOdds what the defence takes the caller for: ln P(machine) / P(person)
  /// @return what the caller is told, or null when it cannot be said
  @Nullable PredictedWait reaches(
      String call, QueueName queue, long at, long creditNanos, double machineOdds) {
    CallId id = new CallId(call);
    QueueReached reached =
        new QueueReached(
            id,
            instant(at),
            POOL,
            queue,
            null,
            instant(at - creditNanos),
            LINE,
            PhoneNumber.NONE,
            Attestation.UNSIGNED,
            SKILL.value(),
            List.of(),
            "c",
            false,
            machineOdds,
            true,
            null);
    for (Message answer : feed(reached)) {
      if (answer instanceof TicketPlaced placed) {
        return placed.predicted();
      }
    }
    throw new IllegalStateException("the core gave no place to " + call);
  }

  void hangsUp(String call, long at) {
    feed(
        new QueuedCallEnded(
            new CallId(call), instant(at), POOL, new TicketId("T" + call), NORMAL_CLEARING));
  }

  void connects(OfferCall offer, long at) {
    feed(new OfferConnected(offer.offer(), instant(at), POOL, offer.ticket(), offer.agent()));
  }

  /// The agent whose phone rings finds this caller gone, so the core takes the next in line.
  void findsGone(OfferCall offer, long at) {
    feed(
        new OfferFailed(
            offer.offer(),
            instant(at),
            POOL,
            offer.ticket(),
            offer.agent(),
            OfferFailure.CALLER_GONE));
  }

  /// The caller is heard of in the wait loop.
  void asks(String call, long at) {
    feed(new WaitAsked(new CallId(call), instant(at), POOL, new TicketId("T" + call)));
  }

  void talkEnds(OfferCall offer, long at) {
    feed(
        new TalkEnded(
            offer.offer(),
            instant(at),
            POOL,
            offer.ticket(),
            offer.agent(),
            TalkEnd.CALLER_HUNG_UP));
  }

  /// Lets the core's timers fire that are due until then.
  void ticks(long until) {
    Instant end = instant(until);
    for (Optional<Instant> due = decider.nextDue();
        due.isPresent() && !due.get().isAfter(end);
        due = decider.nextDue()) {
      feed(new ClockTicked(due.get(), Topic.ROUTING, POOL.value()));
    }
  }

  private List<Message> feed(Message message) {
    messages++;
    List<Message> answers = decider.apply(message);
    for (Message answer : answers) {
      if (answer instanceof OfferCall offer) {
        offers.accept(offer);
      }
    }
    return answers;
  }

  private Instant instant(long at) {
    return start.plusNanos(at);
  }
}
