package org.ringfence.platform.bench.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallerHeard;
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
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Skill;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.Topic;

/// What a gateway says to a line in which always about the same number waits, seeded: for each
/// caller who is served one comes, two ask how long it will be, one in ten gives up and another
/// comes instead. One in twenty is diverted, of whom half are heard; one offer in fifty is missed.
final class RoutingStream {

  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");

  private static final double TALK_SECONDS = 300;
  private static final int CAUSE_NORMAL = 16;

  /// Between two callers while the line fills.
  private static final int FILL_STEP_MILLIS = 3;

  private static final LineId LINE = new LineId("16515550100");

  private record Planned(long atMillis, long number, Function<Instant, @Nullable Message> what)
      implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int order = Long.compare(atMillis, other.atMillis);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  private final RandomGenerator chance;
  private final PriorityQueue<Planned> agenda = new PriorityQueue<>();
  private final List<CallId> waiting = new ArrayList<>();
  private final Map<CallId, Integer> placeOf = new HashMap<>();
  private final Map<CallId, TicketId> tickets = new HashMap<>();
  private final int target;
  private int coming;
  private long planned;
  private long calls;
  private long nowMillis;

  /// @param target how many are to wait once all agents are taken
  RoutingStream(BusyPool pool, int target, long seed) {
    this.target = target;
    chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (AgentId agent : pool.agents()) {
      plan(0, at -> new AgentPhoneChanged(agent, at, BusyPool.POOL, true));
      plan(0, at -> new ChangeAgentState(agent, at, BusyPool.POOL, AgentState.READY, ""));
    }
    for (int i = 0; i < target + pool.agents().size(); i++) {
      plan(1 + (long) i * FILL_STEP_MILLIS, this::joins);
    }
  }

  /// The next message.
  ///
  /// @param due when the core wants a tick
  Message next(Optional<Instant> due) {
    while (true) {
      Planned first = agenda.element();
      if (due.isPresent() && !due.get().isAfter(START.plusMillis(first.atMillis))) {
        nowMillis = Math.max(nowMillis, Duration.between(START, due.get()).toMillis());
        return new ClockTicked(due.get(), Topic.ROUTING, BusyPool.POOL.value());
      }
      agenda.remove();
      nowMillis = Math.max(nowMillis, first.atMillis);
      @Nullable Message message = first.what.apply(START.plusMillis(nowMillis));
      if (message != null) {
        return message;
      }
    }
  }

  /// What the core answered.
  void told(List<Message> answers) {
    for (Message answer : answers) {
      switch (answer) {
        case TicketPlaced placed -> tickets.put(placed.call(), placed.ticket());
        case OfferCall offer -> rings(offer);
        default -> {}
      }
    }
  }

  int waitingCount() {
    return waiting.size();
  }

  private void plan(long delayMillis, Function<Instant, @Nullable Message> what) {
    agenda.add(new Planned(nowMillis + delayMillis, planned++, what));
  }

  private void replace(long delayMillis) {
    if (waiting.size() + coming < target) {
      coming++;
      plan(
          delayMillis,
          at -> {
            coming--;
            return joins(at);
          });
    }
  }

  private Message joins(Instant at) {
    calls++;
    CallId call = new CallId("rf1-1793541600." + calls);
    placeOf.put(call, waiting.size());
    waiting.add(call);
    tickets.put(call, new TicketId("T" + call));
    boolean diverted = chance.nextInt(20) == 0;
    if (diverted && chance.nextBoolean()) {
      plan(10_000, when -> heard(call, when));
    }
    List<Skill> topics =
        chance.nextInt(4) == 0
            ? List.of()
            : List.of(BusyPool.TOPICS.get(chance.nextInt(BusyPool.TOPICS.size())));
    String language =
        chance.nextInt(3) > 0
            ? "en"
            : BusyPool.LANGUAGES.get(chance.nextInt(BusyPool.LANGUAGES.size()));
    return new QueueReached(
        call,
        at,
        BusyPool.POOL,
        BusyPool.QUEUES.get(chance.nextInt(BusyPool.QUEUES.size())),
        null,
        at,
        LINE,
        PhoneNumber.of("+1612" + (2_000_000 + calls % 7_000_000)),
        Attestation.B,
        language,
        topics,
        "PJSIP/trunk-" + calls,
        diverted,
        diverted ? 1 : 0,
        !diverted,
        null);
  }

  private @Nullable Message heard(CallId call, Instant at) {
    return placeOf.containsKey(call)
        ? new CallerHeard(call, at, BusyPool.POOL, ticket(call))
        : null;
  }

  private @Nullable Message asks(Instant at) {
    if (waiting.isEmpty()) {
      return null;
    }
    CallId call = waiting.get(chance.nextInt(waiting.size()));
    return new WaitAsked(call, at, BusyPool.POOL, ticket(call));
  }

  private @Nullable Message givesUp(Instant at) {
    if (waiting.isEmpty()) {
      return null;
    }
    CallId call = waiting.get(chance.nextInt(waiting.size()));
    leaves(call);
    replace(0);
    return hungUp(call, at);
  }

  private QueuedCallEnded hungUp(CallId call, Instant at) {
    TicketId ticket = ticket(call);
    tickets.remove(call);
    return new QueuedCallEnded(call, at, BusyPool.POOL, ticket, CAUSE_NORMAL);
  }

  private TicketId ticket(CallId call) {
    TicketId ticket = tickets.get(call);
    if (ticket == null) {
      throw new IllegalStateException("no ticket of " + call);
    }
    return ticket;
  }

  private void leaves(CallId call) {
    Integer place = placeOf.remove(call);
    if (place != null) {
      CallId last = waiting.removeLast();
      if (!last.equals(call)) {
        waiting.set(place, last);
        placeOf.put(last, place);
      }
    }
  }

  private void rings(OfferCall offer) {
    plan(
        20,
        at ->
            isOpen(offer)
                ? new OfferRang(offer.offer(), at, offer.pool(), offer.ticket(), offer.agent())
                : null);
    boolean missed = chance.nextInt(50) == 0;
    plan(missed ? 20_000 : 2_000 + chance.nextInt(4_000), at -> ends(offer, missed, at));
  }

  /// Whether the caller still waits; else the offer was withdrawn.
  private boolean isOpen(OfferCall offer) {
    return placeOf.containsKey(offer.call());
  }

  private @Nullable Message ends(OfferCall offer, boolean missed, Instant at) {
    if (!isOpen(offer)) {
      return null;
    }
    if (missed) {
      return new OfferFailed(
          offer.offer(), at, offer.pool(), offer.ticket(), offer.agent(), OfferFailure.NO_ANSWER);
    }
    leaves(offer.call());
    replace(1 + chance.nextInt(1_000));
    plan(1 + chance.nextInt(1_000), this::asks);
    plan(1 + chance.nextInt(1_000), this::asks);
    if (chance.nextInt(10) == 0) {
      plan(1 + chance.nextInt(1_000), this::givesUp);
    }
    long talk = Math.round(-1_000 * TALK_SECONDS * Math.log(1 - chance.nextDouble()));
    plan(1 + talk, when -> talkEnds(offer, when));
    return new OfferConnected(offer.offer(), at, offer.pool(), offer.ticket(), offer.agent());
  }

  private Message talkEnds(OfferCall offer, Instant at) {
    plan(500, when -> hungUp(offer.call(), when));
    return new TalkEnded(
        offer.offer(), at, offer.pool(), offer.ticket(), offer.agent(), TalkEnd.AGENT_HUNG_UP);
  }
}
